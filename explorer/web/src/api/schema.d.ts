// Made by `npm run client` from the OpenAPI document of the service with this digest:
// 349189aa72f0bdcb3b101f40bc3cdd8cc032593db3b0d492b0ce7e5ee70f4cb0

export interface paths {
    "/api/v1/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a question
         * @description Answer from the graph, with citations; says so where the graph tells nothing.
         */
        post: operations["ask_api_v1_ask_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ask/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Answer a question as the answer is made
         * @description Server-sent events: understood, evidence, sentence (several), done with the whole answer.
         *
         *     A sentence is sent as soon as it is checked. Where a language model words the answer, reading
         *     tells before it of how many passages; where it breaks off, the answer in done takes the place
         *     of the sentences before it. Whoever ends the connection ends the work.
         */
        get: operations["stream_api_v1_ask_stream_get"];
        put?: never;
        /**
         * Answer a question of a conversation as the answer is made
         * @description The same events for the same request as `POST /api/v1/ask` takes.
         */
        post: operations["stream_turn_api_v1_ask_stream_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what changed
         * @description The latest change of each node that changed after a sequence number.
         */
        get: operations["changes_api_v1_changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the films are about, by community
         * @description Communities that were found in the graph; empty where none were derived.
         */
        get: operations["communities_api_v1_communities_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the archive is known
         * @description Films by collection and decade: with a summary or not, enriched or not, reviewed or not.
         */
        get: operations["coverage_api_v1_coverage_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/films.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every film, as columns
         * @description All films that the caller may see, a row each, for views to filter by.
         *
         *     An Arrow IPC stream: id, title, years, date as catalogued, collections, places, subjects,
         *     genres, people, colour, sound, duration in seconds, and how far it is enriched and reviewed.
         */
        get: operations["films_api_v1_films_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neighbours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a node's neighbours
         * @description Nodes one relationship away, of the types named or of all.
         */
        get: operations["neighbours_api_v1_neighbours_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/node": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a node
         * @description The node, also when asked by an identifier that was merged into it.
         */
        get: operations["node_api_v1_node_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/passages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find passages by meaning and words
         * @description The passages that answers to this would be made of, best first.
         */
        get: operations["passages_api_v1_passages_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a place
         * @description A place, how it is known, and the places near it or in it.
         */
        get: operations["one_place_api_v1_place_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/place/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the films of a place and near it
         * @description Films of the place itself, then those of places near it or in it, the nearest first.
         */
        get: operations["place_films_api_v1_place_films_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/place/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List names that are linked to no place
         * @description Names of places met in records, sound and pictures that no place is known for.
         */
        get: operations["unlinked_names_api_v1_place_names_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/place/namings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List each time that a place is named
         * @description Each time that films name a place, or use a name that is linked to no place yet.
         */
        get: operations["place_namings_api_v1_place_namings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/place/ties.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which film is of which place
         * @description A row for each film and place, for views to count places among the films that are left.
         *
         *     An Arrow IPC stream: film, place, and the ways as bits (1 catalogued, 2 spoken, 4 seen,
         *     8 described).
         */
        get: operations["ties_api_v1_place_ties_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every place, as columns
         * @description All places that the caller may see, with coordinates where a source gives them.
         *
         *     An Arrow IPC stream: names, degrees north and east, who gave them, kind, wider places, how
         *     many films tell of it, and how many in each way (catalogued, spoken, seen, described).
         */
        get: operations["places_api_v1_places_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read records as received
         * @description The records that tell of a node, or the one record of a Source such as nls/0001.
         */
        get: operations["record_api_v1_record_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find nodes by words
         * @description Nodes whose names, titles or texts match, best first.
         */
        get: operations["search_api_v1_search_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/timeline.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every date, as columns
         * @description The dates of works and events that the caller may see, for a timeline to draw.
         *
         *     An Arrow IPC stream: the film, what was dated (a Work, or the label of an event), the name of
         *     an event, the date as catalogued, the first and last day that it may mean, and whether it is
         *     uncertain (1), approximate (2) or both (3).
         */
        get: operations["timeline_api_v1_timeline_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the process does.
         */
        get: operations["healthz_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can questions be answered?
         * @description 503 with the reason while the store or the index is not there.
         *
         *     Where the index follows the graph, tells how far it is and what keeps it back, if anything.
         */
        get: operations["readyz_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a question as OpenAI's clients ask it
         * @description Answer the last user message, with [n] after each sentence and the sources at the end.
         */
        post: operations["complete_v1_chat_completions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the models that chat completions may name
         * @description One model, reelgraph: the archive itself.
         */
        get: operations["models_v1_models_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AnswerBody
         * @description An answer with its evidence; the same object as `reelgraph ask --json` prints.
         */
        AnswerBody: {
            /** Abstained */
            abstained: boolean;
            /**
             * Answer
             * @example 3 films match (genre: newsreel).
             */
            answer: string;
            /** Citations */
            citations: components["schemas"]["CitationItem"][];
            /**
             * Count
             * @example 3
             */
            count: number | null;
            /**
             * Dropped
             * @description Sentences of a language model that their evidence did not bear out
             * @example null
             */
            dropped?: number | null;
            /**
             * Kind
             * @example count
             */
            kind: string;
            /**
             * Question
             * @example How many newsreels are there?
             */
            question: string;
            /** Results */
            results: components["schemas"]["ResultItem"][];
            /**
             * Timings Ms
             * @example {
             *       "evidence": 0.3,
             *       "total": 2.1,
             *       "understand": 0.6
             *     }
             */
            timings_ms: {
                [key: string]: number;
            };
            /**
             * @example {
             *       "filters": [
             *         {
             *           "id": "0f3c22a1",
             *           "means": "genre: newsreel",
             *           "words": "newsreels"
             *         }
             *       ],
             *       "kind": "count"
             *     }
             */
            understood?: components["schemas"]["UnderstoodBody"];
            /** @description What a language model's part cost; not there where it had none */
            usage?: components["schemas"]["UsageBody"] | null;
        };
        /**
         * AskRequest
         * @description A question in plain words, and the conversation that it stands in.
         */
        AskRequest: {
            /**
             * Conversation
             * @description The questions before it, oldest first; the service keeps none
             * @default []
             * @example []
             */
            conversation: components["schemas"]["EarlierQuestion"][];
            /**
             * Question
             * @example How many newsreels are there?
             */
            question: string;
            /**
             * Without
             * @description Ids of what was understood and is to be left out, from `understood`
             * @default []
             * @example []
             */
            without: string[];
        };
        /**
         * ChangeBody
         * @description A node that changed or went.
         */
        ChangeBody: {
            /** Deleted */
            deleted: boolean;
            /** Id */
            id: string;
            /** Sequence */
            sequence: number;
        };
        /**
         * ChangesBody
         * @description Changes since a sequence number, oldest first.
         */
        ChangesBody: {
            /** Changes */
            changes: components["schemas"]["ChangeBody"][];
            /**
             * Sequence
             * @description Ask again from here
             */
            sequence: number;
        };
        /**
         * ChatRequest
         * @description A conversation whose last user message is the question.
         *
         *     Settings that steer a language model, such as temperature, are taken and have no effect.
         */
        ChatRequest: {
            /** Messages */
            messages: components["schemas"]["Message"][];
            /**
             * Model
             * @default reelgraph
             * @example reelgraph
             */
            model: string;
            /** N */
            n?: number | null;
            response_format?: components["schemas"]["Form"] | null;
            /**
             * Stream
             * @default false
             */
            stream: boolean;
            stream_options?: components["schemas"]["Options"] | null;
        };
        /**
         * Choice
         * @description The one answer.
         */
        Choice: {
            /**
             * Finish Reason
             * @example stop
             */
            finish_reason: string;
            /**
             * Index
             * @example 0
             */
            index: number;
            message: components["schemas"]["Said"];
        };
        /**
         * CitationItem
         * @description Where a sentence stands: in a record's field, or in seconds of a film.
         */
        CitationItem: {
            /**
             * Char End
             * @example 42
             */
            char_end: number | null;
            /**
             * Char Start
             * @example 0
             */
            char_start: number | null;
            /**
             * End Ms
             * @example null
             */
            end_ms: number | null;
            /**
             * Field
             * @example summary
             */
            field: string;
            /**
             * Media
             * @example null
             */
            media: string | null;
            /**
             * Record Id
             * @example D064
             */
            record_id: string | null;
            /**
             * Start Ms
             * @example null
             */
            start_ms: number | null;
            /**
             * Text
             * @example The German airship Hindenburg catches fire
             */
            text: string;
        };
        /**
         * CollectionBody
         * @description The films of a collection.
         */
        CollectionBody: {
            /**
             * Claimed
             * @description With claims of a machine
             * @example 12
             */
            claimed: number;
            /**
             * Collection
             * @description Its name; null for films in none
             * @example Moving Image Archive
             */
            collection: string | null;
            /**
             * Enriched
             * @description With transcripts, captions or on-screen text with times
             * @example 3
             */
            enriched: number;
            /**
             * Films
             * @example 72
             */
            films: number;
            /**
             * Not Enriched
             * @example 69
             */
            not_enriched: number;
            /**
             * Not Summarised
             * @example 2
             */
            not_summarised: number;
            /**
             * Reviewed
             * @description Of these, with every claim decided by a person
             */
            reviewed: number;
            /**
             * Summarised
             * @description With a summary in a catalogue
             * @example 70
             */
            summarised: number;
            /**
             * Unreviewed
             * @description Of these, with a claim that nobody has decided
             */
            unreviewed: number;
        };
        /**
         * CommunitiesBody
         * @description The largest communities of a level, largest first.
         */
        CommunitiesBody: {
            /** Communities */
            communities: components["schemas"]["CommunityBody"][];
            /**
             * Communities In All
             * @description With three films or more
             * @example 37
             */
            communities_in_all: number;
            /**
             * Films In All
             * @description In a community of any size
             * @example 6013
             */
            films_in_all: number;
            /**
             * Level
             * @example 0
             */
            level: number;
        };
        /**
         * CommunityBody
         * @description Films that keep company in the graph, as far as the caller sees them.
         */
        CommunityBody: {
            /**
             * Films
             * @example 84
             */
            films: number;
            /**
             * First Year
             * @description Of its films with a date
             * @example 1911
             */
            first_year: number | null;
            /**
             * Last Year
             * @example 1998
             */
            last_year: number | null;
            /**
             * Summary
             * @description Words of its films that tell most of it, each of another film
             */
            summary: components["schemas"]["CitationItem"][];
            /**
             * Terms
             * @description Headings, or else words, that mark its films out from the rest
             * @example [
             *       "Fish and Fishing",
             *       "Boats and Boating"
             *     ]
             */
            terms: string[];
        };
        /**
         * Completion
         * @description An answer in OpenAI's shape; ``citations`` holds citation n at place n - 1.
         */
        Completion: {
            /**
             * Abstained
             * @description True where nothing was found
             */
            abstained: boolean;
            /** Choices */
            choices: components["schemas"]["Choice"][];
            /** Citations */
            citations: components["schemas"]["CitationItem"][];
            /**
             * Created
             * @example 1790000000
             */
            created: number;
            /**
             * Id
             * @example chatcmpl-3f0c2c1e
             */
            id: string;
            /**
             * Model
             * @example reelgraph
             */
            model: string;
            /**
             * Object
             * @example chat.completion
             */
            object: string;
            usage: components["schemas"]["Usage"];
        };
        /**
         * CoverageBody
         * @description What is known of all films that the caller may see.
         */
        CoverageBody: {
            /**
             * Claimed
             * @description With claims of a machine
             * @example 12
             */
            claimed: number;
            /**
             * Collections
             * @description A film may be in several
             */
            collections: components["schemas"]["CollectionBody"][];
            /** Decades */
            decades: components["schemas"]["DecadeBody"][];
            /**
             * Enriched
             * @description With transcripts, captions or on-screen text with times
             * @example 3
             */
            enriched: number;
            /**
             * Films
             * @example 72
             */
            films: number;
            /**
             * Not Enriched
             * @example 69
             */
            not_enriched: number;
            /**
             * Not Summarised
             * @example 2
             */
            not_summarised: number;
            /**
             * Reviewed
             * @description Of these, with every claim decided by a person
             */
            reviewed: number;
            /** @description Dates that may lie in several decades */
            several_decades: components["schemas"]["KnownBody"];
            /**
             * Summarised
             * @description With a summary in a catalogue
             * @example 70
             */
            summarised: number;
            undated: components["schemas"]["KnownBody"];
            /**
             * Unreviewed
             * @description Of these, with a claim that nobody has decided
             */
            unreviewed: number;
        };
        /**
         * DecadeBody
         * @description The films dated wholly within a decade.
         */
        DecadeBody: {
            /**
             * Claimed
             * @description With claims of a machine
             * @example 12
             */
            claimed: number;
            /**
             * Decade
             * @description Its first year
             * @example 1930
             */
            decade: number;
            /**
             * Enriched
             * @description With transcripts, captions or on-screen text with times
             * @example 3
             */
            enriched: number;
            /**
             * Films
             * @example 72
             */
            films: number;
            /**
             * Not Enriched
             * @example 69
             */
            not_enriched: number;
            /**
             * Not Summarised
             * @example 2
             */
            not_summarised: number;
            /**
             * Reviewed
             * @description Of these, with every claim decided by a person
             */
            reviewed: number;
            /**
             * Summarised
             * @description With a summary in a catalogue
             * @example 70
             */
            summarised: number;
            /**
             * Unreviewed
             * @description Of these, with a claim that nobody has decided
             */
            unreviewed: number;
        };
        /**
         * EarlierQuestion
         * @description A question that was asked before in the same conversation.
         */
        EarlierQuestion: {
            /**
             * Question
             * @example How many newsreels are there?
             */
            question: string;
            /**
             * Without
             * @description Ids of what was understood and is to be left out, from `understood`
             * @default []
             * @example []
             */
            without: string[];
        };
        /**
         * Form
         * @description The form of an answer; only text is given.
         */
        Form: {
            /**
             * Type
             * @constant
             */
            type: "text";
        };
        /**
         * HitBody
         * @description A node found by words.
         */
        HitBody: {
            node: components["schemas"]["NodeBody"];
            /** Score */
            score: number;
        };
        /**
         * HowBody
         * @description How an answer was found: in words, and as a query of the graph with its values.
         */
        HowBody: {
            /**
             * By
             * @description A typed plan; a query that a language model wrote; or steps by one
             * @example plan
             * @enum {string}
             */
            by: "plan" | "model" | "steps";
            /**
             * Cypher
             * @description The query; of a plan, the one that a store runs for it
             * @example MATCH (n:Resource:`Work`) … RETURN count(n) AS count
             */
            cypher?: string | null;
            /**
             * Parameters
             * @description The query's values; those of the caller's own permissions are left out
             * @example {
             *       "value_2": [
             *         "concept:reelgraph-demo/newsreel"
             *       ]
             *     }
             */
            parameters?: {
                [key: string]: unknown;
            } | null;
            /**
             * Plan
             * @description The typed plan, as `graph_schema.plans` reads it
             * @example null
             */
            plan?: {
                [key: string]: unknown;
            } | null;
            /**
             * Steps
             * @example [
             *       "Take the films that meet this: genre: newsreel.",
             *       "Count them."
             *     ]
             */
            steps: string[];
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /**
         * KnownBody
         * @description What is known of some films; each figure counts films.
         */
        KnownBody: {
            /**
             * Claimed
             * @description With claims of a machine
             * @example 12
             */
            claimed: number;
            /**
             * Enriched
             * @description With transcripts, captions or on-screen text with times
             * @example 3
             */
            enriched: number;
            /**
             * Films
             * @example 72
             */
            films: number;
            /**
             * Not Enriched
             * @example 69
             */
            not_enriched: number;
            /**
             * Not Summarised
             * @example 2
             */
            not_summarised: number;
            /**
             * Reviewed
             * @description Of these, with every claim decided by a person
             */
            reviewed: number;
            /**
             * Summarised
             * @description With a summary in a catalogue
             * @example 70
             */
            summarised: number;
            /**
             * Unreviewed
             * @description Of these, with a claim that nobody has decided
             */
            unreviewed: number;
        };
        /**
         * Message
         * @description What was said before, or is asked now.
         */
        Message: {
            /**
             * Content
             * @example How many newsreels are there?
             */
            content?: string | components["schemas"]["Part"][] | null;
            /**
             * Role
             * @example user
             */
            role: string;
        };
        /**
         * ModelItem
         * @description A model that can be asked.
         */
        ModelItem: {
            /**
             * Created
             * @default 0
             * @example 0
             */
            created: number;
            /**
             * Id
             * @example reelgraph
             */
            id: string;
            /**
             * Object
             * @default model
             * @example model
             */
            object: string;
            /**
             * Owned By
             * @default reelgraph
             * @example reelgraph
             */
            owned_by: string;
        };
        /**
         * ModelList
         * @description The models that can be asked: one, the archive.
         */
        ModelList: {
            /** Data */
            data: components["schemas"]["ModelItem"][];
            /**
             * Object
             * @default list
             * @example list
             */
            object: string;
        };
        /**
         * NameBody
         * @description A name of a place that is linked to none.
         */
        NameBody: {
            /** Films */
            films: number;
            /**
             * Key
             * @description To ask for each time that it is named
             * @example tayport
             */
            key: string;
            /**
             * Name
             * @example Tayport
             */
            name: string;
            /** Namings */
            namings: number;
        };
        /**
         * NamesBody
         * @description Names of places that nobody linked to a place yet, the most frequent first.
         */
        NamesBody: {
            /** Names */
            names: components["schemas"]["NameBody"][];
            /**
             * Namings
             * @description How often all of them are met together
             */
            namings: number;
            /** Total */
            total: number;
        };
        /**
         * NamingBody
         * @description One time that a film names a place.
         */
        NamingBody: {
            /** Assertion */
            assertion: string | null;
            /** Confidence */
            confidence: number | null;
            /** End Ms */
            end_ms: number | null;
            /**
             * Film
             * @example work:ni/55300_A
             */
            film: string;
            /**
             * How
             * @description One of catalogued, spoken, seen, described
             */
            how: string;
            /** Mention */
            mention: string | null;
            /**
             * Name
             * @description As it is written or heard
             * @example Downing Street
             */
            name: string;
            /**
             * Origin
             * @description Field, channel or relationship
             * @example transcript
             */
            origin: string;
            /** Start Ms */
            start_ms: number | null;
            /**
             * Status
             * @description Null where it is stated and no machine's claim
             */
            status: string | null;
            /**
             * Text
             * @description Words around it
             */
            text: string | null;
            /** Title */
            title: string;
        };
        /**
         * NamingsBody
         * @description Each time that films name a place: by film, those at a known second first.
         */
        NamingsBody: {
            /** Namings */
            namings: components["schemas"]["NamingBody"][];
            /**
             * Timed
             * @description Those at a known second
             */
            timed: number;
            /** Total */
            total: number;
        };
        /**
         * NearBody
         * @description A place beside another.
         */
        NearBody: {
            /**
             * Films
             * @description Films that tell of it
             */
            films: number;
            /**
             * Id
             * @example place:nls/paisley
             */
            id: string;
            /**
             * Inside
             * @description The graph says that it lies in the other
             */
            inside: boolean;
            /**
             * Km
             * @description Between the two points; null where one has none
             */
            km: number | null;
            /**
             * Name
             * @example Paisley
             */
            name: string;
            /**
             * Timed
             * @description How often it is named at a known second
             */
            timed: number;
        };
        /**
         * NeighbourBody
         * @description A node one relationship away.
         */
        NeighbourBody: {
            node: components["schemas"]["NodeBody"];
            /** Outgoing */
            outgoing: boolean;
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Type
             * @example HAS_GENRE
             */
            type: string;
        };
        /**
         * NodeBody
         * @description A node of the graph as the caller may see it.
         */
        NodeBody: {
            /**
             * Id
             * @example work:nls/0001
             */
            id: string;
            /**
             * Label
             * @example Work
             */
            label: string;
            /** Merged Ids */
            merged_ids?: string[];
            /**
             * Properties
             * @example {
             *       "preferred_title": "GLASGOW TRAMS"
             *     }
             */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Sources
             * @example [
             *       "nls/0001"
             *     ]
             */
            sources: string[];
        };
        /**
         * Options
         * @description What a stream tells besides the answer.
         */
        Options: {
            /**
             * Include Usage
             * @default false
             */
            include_usage: boolean;
        };
        /**
         * Part
         * @description A part of a message; only text is read.
         */
        Part: {
            /** Text */
            text?: string | null;
            /**
             * Type
             * @example text
             */
            type: string;
        };
        /**
         * PassageBody
         * @description A stretch of a record or of a film that may answer.
         */
        PassageBody: {
            /**
             * End Ms
             * @example null
             */
            end_ms: number | null;
            /**
             * Field
             * @example summary
             */
            field: string | null;
            /**
             * Id
             * @example work:reelgraph-demo/D064
             */
            id: string;
            /**
             * Kind
             * @description record, the channel of a text on film, or picture where it was seen, not read
             * @example record
             */
            kind: string;
            /**
             * Media
             * @example null
             */
            media: string | null;
            /**
             * Record Id
             * @example D064
             */
            record_id: string | null;
            /**
             * Score
             * @description Compares within one search only
             * @example 0.97
             */
            score: number;
            /**
             * Start Ms
             * @example null
             */
            start_ms: number | null;
            /**
             * Text
             * @example The German airship Hindenburg catches fire.
             */
            text: string;
            /**
             * Title
             * @example Hindenburg disaster at Lakehurst
             */
            title: string;
            /**
             * Work
             * @example work:reelgraph-demo/D064
             */
            work: string;
        };
        /**
         * PlaceBody
         * @description A place, and what the graph knows of it.
         */
        PlaceBody: {
            /**
             * Catalogued
             * @description Films whose records name it
             */
            catalogued: number;
            /**
             * Described
             * @description Films of which a machine says that it plays a part
             */
            described: number;
            /**
             * Feature
             * @example city
             */
            feature: string | null;
            /**
             * Films
             * @description Films that tell of it, in any way
             */
            films: number;
            /**
             * Gazetteer
             * @description Who gave the coordinates
             */
            gazetteer: string | null;
            /**
             * Id
             * @example place:nls/glasgow
             */
            id: string;
            /**
             * Lat
             * @description Degrees north, WGS 84; null where no source has them
             */
            lat: number | null;
            /**
             * Lon
             * @description Degrees east
             */
            lon: number | null;
            /**
             * Name
             * @example Glasgow
             */
            name: string;
            /** Near */
            near: components["schemas"]["NearBody"][];
            /**
             * Seen
             * @description Films in which it is seen, or stands on the screen
             */
            seen: number;
            /**
             * Spoken
             * @description Films in which it is said
             */
            spoken: number;
            /**
             * Timed
             * @description How often it is named at a known second
             */
            timed: number;
            /** Variants */
            variants: string[];
            /**
             * Within
             * @description Names of wider places, nearest first
             */
            within: string[];
        };
        /**
         * PlaceFilmBody
         * @description A film of a place, or of one near it.
         */
        PlaceFilmBody: {
            /**
             * Date Text
             * @example 1962
             */
            date_text: string | null;
            /**
             * First Ms
             * @description When it is first named, where that is known
             */
            first_ms: number | null;
            /**
             * Id
             * @example work:nls/0001
             */
            id: string;
            /** Inside */
            inside: boolean;
            /**
             * Km
             * @description How far that is away; 0 for the place itself
             */
            km: number | null;
            /**
             * Name
             * @description Name of that place
             * @example Govan
             */
            name: string;
            /**
             * Place
             * @description The nearest place that it is of
             * @example place:nls/govan
             */
            place: string;
            /**
             * Title
             * @example GLASGOW TRAMS
             */
            title: string;
            /**
             * Ways
             * @description How the place is known of it
             * @example [
             *       "spoken"
             *     ]
             */
            ways: string[];
        };
        /**
         * PlaceFilmsBody
         * @description Films of a place first, then those near it.
         */
        PlaceFilmsBody: {
            /** Films */
            films: components["schemas"]["PlaceFilmBody"][];
            /**
             * Here
             * @description How many are of the place itself
             */
            here: number;
            /** Total */
            total: number;
        };
        /**
         * Problem
         * @description What went wrong, for people and programs.
         */
        Problem: {
            /**
             * Detail
             * @default
             * @example work:nls/9999 is not in the graph
             */
            detail: string;
            /**
             * Reference
             * @description Quote it when you report this
             * @default
             * @example 3f0c2c1e
             */
            reference: string;
            /**
             * Status
             * @example 404
             */
            status: number;
            /**
             * Title
             * @example There is no such node
             */
            title: string;
            /**
             * Type
             * @default about:blank
             * @example about:blank
             */
            type: string;
        };
        /**
         * RecordBody
         * @description One Source's record, every field exactly as received.
         */
        RecordBody: {
            /**
             * Collection
             * @example reelgraph-demo
             */
            collection: string;
            /**
             * Fields
             * @example {
             *       "title": "Hindenburg disaster at Lakehurst"
             *     }
             */
            fields: {
                [key: string]: string;
            };
            /**
             * Kind
             * @example catalogue
             */
            kind: string;
            /**
             * Partner
             * @example reelgraph-demo
             */
            partner: string;
            /**
             * Record Id
             * @example D064
             */
            record_id: string | null;
            /**
             * Source
             * @example reelgraph-demo/D064
             */
            source: string;
        };
        /**
         * ResultItem
         * @description A work or shot that the question is about.
         */
        ResultItem: {
            /**
             * Id
             * @example work:reelgraph-demo/D064
             */
            id: string;
            /**
             * Label
             * @example Hindenburg disaster at Lakehurst
             */
            label: string;
            /**
             * Record Id
             * @example D064
             */
            record_id: string | null;
            /**
             * Score
             * @example 1
             */
            score: number;
        };
        /**
         * Said
         * @description The answer: sentences with [n] after them, and the list of sources.
         */
        Said: {
            /**
             * Content
             * @example 3 films match (genre: newsreel). [1]
             *
             *     Sources:
             *
             *     [1] D064, genre: “newsreel”
             */
            content: string;
            /**
             * Role
             * @example assistant
             */
            role: string;
        };
        /**
         * UnderstoodBody
         * @description How a question was read: its kind, its conditions, and more where there is more to tell.
         */
        UnderstoodBody: {
            /** @description How it was found; not there where passages were ranked and told */
            how?: components["schemas"]["HowBody"] | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * Usage
         * @description Tokens of a language model; nought where none was asked.
         */
        Usage: {
            /**
             * Completion Tokens
             * @default 0
             * @example 0
             */
            completion_tokens: number;
            /**
             * Prompt Tokens
             * @default 0
             * @example 0
             */
            prompt_tokens: number;
            /**
             * Total Tokens
             * @default 0
             * @example 0
             */
            total_tokens: number;
        };
        /**
         * UsageBody
         * @description What a language model's part in an answer cost, as its endpoint counts.
         */
        UsageBody: {
            /**
             * Cached
             * @description The same was worded before, and nothing was asked
             */
            cached: boolean;
            /**
             * Calls
             * @example 1
             */
            calls: number;
            /**
             * Completion Tokens
             * @example 38
             */
            completion_tokens: number;
            /**
             * Ms
             * @example 640.5
             */
            ms: number;
            /**
             * Prompt Tokens
             * @example 412
             */
            prompt_tokens: number;
        };
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, never>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ask_api_v1_ask_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerBody"];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_api_v1_ask_stream_get: {
        parameters: {
            query: {
                question: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_turn_api_v1_ask_stream_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changes_api_v1_changes_get: {
        parameters: {
            query?: {
                limit?: number;
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesBody"];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    communities_api_v1_communities_get: {
        parameters: {
            query?: {
                /** @description 0 has the fewest and largest */
                level?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommunitiesBody"];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    coverage_api_v1_coverage_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageBody"];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    films_api_v1_films_arrow_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An Arrow IPC stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/vnd.apache.arrow.stream": unknown;
                };
            };
        };
    };
    neighbours_api_v1_neighbours_get: {
        parameters: {
            query: {
                id: string;
                limit?: number;
                type?: string[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeighbourBody"][];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    node_api_v1_node_get: {
        parameters: {
            query: {
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeBody"];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    passages_api_v1_passages_get: {
        parameters: {
            query: {
                limit?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassageBody"][];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    one_place_api_v1_place_get: {
        parameters: {
            query: {
                id: string;
                /** @description How far near is, in km */
                km?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceBody"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    place_films_api_v1_place_films_get: {
        parameters: {
            query: {
                id: string;
                /** @description How far near is, in km */
                km?: number;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceFilmsBody"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    unlinked_names_api_v1_place_names_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description A part of the name */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamesBody"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    place_namings_api_v1_place_namings_get: {
        parameters: {
            query?: {
                id?: string | null;
                limit?: number;
                name?: string | null;
                offset?: number;
                /** @description Only those at a known second */
                timed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamingsBody"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    ties_api_v1_place_ties_arrow_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An Arrow IPC stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/vnd.apache.arrow.stream": unknown;
                };
            };
        };
    };
    places_api_v1_places_arrow_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An Arrow IPC stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/vnd.apache.arrow.stream": unknown;
                };
            };
        };
    };
    record_api_v1_record_get: {
        parameters: {
            query: {
                id: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordBody"][];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_api_v1_search_get: {
        parameters: {
            query: {
                label?: string[] | null;
                limit?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HitBody"][];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeline_api_v1_timeline_arrow_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An Arrow IPC stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/vnd.apache.arrow.stream": unknown;
                };
            };
        };
    };
    healthz_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    complete_v1_chat_completions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Completion"];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    models_v1_models_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description No token, or a wrong one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in the graph, or not for you */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The request doesn't fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many questions at once; Retry-After tells when to ask again */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The store, the index or a model is not there */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
