// Made by `npm run client` from the OpenAPI document of the service with this digest:
// c5d592bf37e440bb922a738823bec3ed383452ba4986743b8bc1088bc1e44aab

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
    "/api/v1/coverage/files.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which films' files lie here
         * @description The digital files of films that the caller may see, and whether each lies here now.
         *
         *     An Arrow IPC stream: row of the film in films.arrow, whether the file lies under the folders of
         *     films, and whether browsers play files of its name. Costs a look at the disk for each.
         */
        get: operations["files_api_v1_coverage_files_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/coverage/known.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much is known of each film
         * @description What the caller may see of each film, counted by kind of thing and by who says it.
         *
         *     An Arrow IPC stream: row of the film in films.arrow (null: of no one film), row of the maker in
         *     makers.arrow (null: a catalogue, a person, or worked out here), what (statements, records and
         *     shotlists of a catalogue; speech, screen, captions, summaries, shots, parts, names and pictures
         *     that enrichment gave; vectors and positions; claims unreviewed, accepted and rejected), count.
         */
        get: operations["known_api_v1_coverage_known_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/coverage/makers.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who speaks besides the catalogue
         * @description The programs and models by which machines speak in what the caller may see.
         *
         *     An Arrow IPC stream: program, its version, model (null where no run tells), number of Sources,
         *     days of the first and the last run.
         */
        get: operations["makers_api_v1_coverage_makers_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cut/clips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the clips of a cut
         * @description Title, words, rights and source of each clip, as the graph has them now.
         */
        post: operations["read_clips_api_v1_cut_clips_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cut/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save a cut for an editor
         * @description A file of the cut, to be imported elsewhere; source and rights of each clip are in it.
         */
        post: operations["export_api_v1_cut_export_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cut/film": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a film made of a cut
         * @description Starts making an MP4 in the background: exactly the cut's frames, credits in its chapters.
         */
        post: operations["make_film_api_v1_cut_film_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read who or what an entity is
         * @description Names, facts, authorities, communities, and how much else there is to read.
         *
         *     One that was merged into another is answered by that other, whose ``id`` differs from
         *     ``asked`` then.
         */
        get: operations["page_api_v1_entity_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entity/appearances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where an entity appears
         * @description Each time that it is named, heard or seen, by film and second, with the words around.
         */
        get: operations["appearances_api_v1_entity_appearances_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entity/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an entity's films
         * @description Films that it is linked to, by year, with how, and the first second it appears at.
         */
        get: operations["films_api_v1_entity_films_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entity/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what people decided on an entity
         * @description Decisions on it, on what was merged into it and on claims about it, the latest first.
         */
        get: operations["history_api_v1_entity_history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read one film
         * @description The film's record, its digital files, its rights, and how much its timeline holds.
         */
        get: operations["film_api_v1_film_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film/annotations.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A film's texts as a IIIF annotation page
         * @description What is said, what stands on the screen or what is seen, each at its stretch of a canvas.
         */
        get: operations["annotation_page_api_v1_film_annotations_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film/captions.vtt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A film's texts as WebVTT
         * @description Transcript, on-screen text, captions of shots or chapters, for a player's text tracks.
         */
        get: operations["captions_api_v1_film_captions_vtt_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what stands behind a text of a film
         * @description The text or picture with its place, the records that it comes from and what made it.
         */
        get: operations["evidence_api_v1_film_evidence_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film/manifest.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A film as a IIIF manifest
         * @description Presentation API 3: a canvas a file with its length, texts as annotations, chapters, rights.
         *
         *     404 where neither the file nor the record nor the timeline tells how long the film is.
         */
        get: operations["manifest_api_v1_film_manifest_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens when in a film
         * @description Segments, texts, frames and entities with their times, a page at a time.
         */
        get: operations["timeline_api_v1_film_timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/film/timeline.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A film's whole timeline, as columns
         * @description All that `/film/timeline` pages through, at once; times are floats of milliseconds.
         */
        get: operations["timeline_arrow_api_v1_film_timeline_arrow_get"];
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
    "/api/v1/groups.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The clusters of the map, as columns
         * @description The clusters on two levels, named after words of the points in them that the caller sees.
         *
         *     An Arrow IPC stream: key, level, name, number of films and texts, place.
         */
        get: operations["all_groups_api_v1_groups_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a film is made
         * @description The state of a film that is being made.
         */
        get: operations["job_api_v1_jobs__job_id__get"];
        put?: never;
        post?: never;
        /**
         * Give up making a film
         * @description Gives it up where it isn't done yet; nothing half made is left.
         */
        delete: operations["cancel_api_v1_jobs__job_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/film": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fetch a film that was made
         * @description The film, as a file to save or to play; 404 until it is done.
         */
        get: operations["made_api_v1_jobs__job_id__film_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Play a film
         * @description The digital file as it lies; send Range for a part of it.
         */
        get: operations["media_api_v1_media_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a film's file holds
         * @description Length, frame rate, size and sound, whether browsers can play it, and what to know of it.
         */
        get: operations["about_api_v1_media_about_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Play a film's copy
         * @description The copy that was made for browsers; 404 where none was.
         */
        get: operations["copy_api_v1_media_copy_get"];
        put?: never;
        /**
         * Have a copy made that browsers can play
         * @description Starts making it in the background, or tells how far it is; one film is made at a time.
         */
        post: operations["make_copy_api_v1_media_copy_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/pass": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Let a player fetch a film without a token
         * @description What to add as pass= to the address of the film, its copy or a picture of it.
         */
        get: operations["media_pass_api_v1_media_pass_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of a film
         * @description What is on screen at a time in milliseconds, as a JPEG; made once and kept.
         */
        get: operations["picture_api_v1_media_picture_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/strip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A preview strip of a film
         * @description Sixty frames side by side, at equal distances from start to end, as one JPEG.
         */
        get: operations["strip_api_v1_media_strip_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/moments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find moments of films by a phrase, a pattern or a name
         * @description The same as with POST, in all films.
         */
        get: operations["moments_api_v1_moments_get"];
        put?: never;
        /**
         * Find moments of films
         * @description Moments by what is said, shown, named, not said or looked like, a page at a time.
         */
        post: operations["find_moments_api_v1_moments_post"];
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
    "/api/v1/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Draw the network at a level
         * @description Communities with their names, sizes, places and bonds; some of them in their parts.
         *
         *     An opened community is drawn as the communities it is split into, or else as its most
         *     central entities. Positions don't depend on what is opened.
         */
        get: operations["drawing_api_v1_network_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what stands behind a claim
         * @description The words, the second, the model and the decision behind one claim of the graph.
         */
        get: operations["claim_api_v1_network_claim_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/edges.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every link, as columns
         * @description All links but rejected ones, each once: rows of both ends in nodes.arrow, relation, origin.
         *
         *     The schema's metadata tells the version, which is that of the nodes that it goes with.
         */
        get: operations["edges_arrow_api_v1_network_edges_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what stands behind a relationship
         * @description Every relationship between two entities, whichever way it goes, with its evidence.
         *
         *     What people rejected is told as well.
         */
        get: operations["evidence_api_v1_network_evidence_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a community's films
         * @description The identifiers of every film of a community, the most central of each part first.
         */
        get: operations["community_films_api_v1_network_films_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/neighbours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an entity's neighbours
         * @description Entities one link away, the most central first, with the links that lead to them.
         */
        get: operations["neighbours_api_v1_network_neighbours_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/nodes.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every entity, as columns
         * @description All entities as they are drawn: id, label, name, year, centrality, communities, place.
         */
        get: operations["nodes_arrow_api_v1_network_nodes_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find how two entities are joined
         * @description The shortest ways, through what few share before what many share, with their evidence.
         *
         *     What only says who holds a film is no step, unless such relations are named.
         */
        get: operations["paths_api_v1_network_paths_get"];
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
    "/api/v1/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read points of the map
         * @description What points are, by their rows or by what they stand for: names, films and seconds.
         */
        get: operations["some_points_api_v1_points_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points.arrow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every point of the map, as columns
         * @description The points that the caller may see, for the map to draw.
         *
         *     An Arrow IPC stream: kind, place by UMAP and (where it was laid out) by t-SNE, row of the film
         *     in films.arrow, rows of the clusters in groups.arrow (-1: none). The other routes name points
         *     by row.
         */
        get: operations["all_points_api_v1_points_arrow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find points that are like one
         * @description Films and texts whose vectors are nearest to that of one, nearest first, without it.
         */
        get: operations["like_api_v1_points_like_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find points by words
         * @description Points whose names, titles or texts have the words, best first.
         */
        get: operations["search_api_v1_points_search_get"];
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
    "/api/v1/storyboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find shots for an outline
         * @description A shot for each step of an outline, in its order, with why and with the next best.
         *
         *     Steps end at line ends, full stops, semicolons and commas; years (1934, 1930s) hold for all.
         */
        post: operations["make_storyboard_api_v1_storyboard_post"];
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
         * AppearanceBody
         * @description A time that an entity is named, heard or seen.
         */
        AppearanceBody: {
            /** Claim */
            claim: string | null;
            /**
             * Confidence
             * @example 0.7
             */
            confidence: number | null;
            /**
             * End Ms
             * @example 64000
             */
            end_ms: number | null;
            /**
             * Evidence
             * @description The mention or the segment
             * @example mention:nls/0001/1
             */
            evidence: string;
            /**
             * Film
             * @example work:nls/0001
             */
            film: string;
            /**
             * How
             * @description catalogued, spoken, seen or described
             * @example spoken
             */
            how: string;
            /**
             * Marked
             * @description First character of its name in the words, and the one after
             * @example [
             *       17,
             *       22
             *     ]
             */
            marked: number[] | null;
            /**
             * Origin
             * @example machine
             */
            origin: string;
            /**
             * Start Ms
             * @description None where it has no second
             * @example 61000
             */
            start_ms: number | null;
            /**
             * Text
             * @description Words around it
             * @example The last tram to Leith
             */
            text: string | null;
            /**
             * Title
             * @example GLASGOW TRAMS
             */
            title: string;
            /**
             * Year
             * @example 1950
             */
            year: number | null;
        };
        /**
         * AppearancesBody
         * @description Where an entity appears, by film and second.
         */
        AppearancesBody: {
            /** Appearances */
            appearances: components["schemas"]["AppearanceBody"][];
            /**
             * By Way
             * @example {
             *       "catalogued": 11,
             *       "spoken": 20
             *     }
             */
            by_way: {
                [key: string]: number;
            };
            /** Offset */
            offset: number;
            /**
             * Total
             * @example 31
             */
            total: number;
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
         * AuthorityBody
         * @description An entry of an authority file that is said to be the same.
         */
        AuthorityBody: {
            /** Claim */
            claim?: string | null;
            /** Confidence */
            confidence?: number | null;
            /**
             * Identifier
             * @example Q36405
             */
            identifier: string;
            /**
             * Match
             * @description exact or close
             * @example exact
             */
            match: string;
            /**
             * Origin
             * @example catalogue
             */
            origin: string;
            /**
             * Scheme
             * @example wikidata
             */
            scheme: string;
            /**
             * Uri
             * @example https://www.wikidata.org/entity/Q36405
             */
            uri?: string | null;
        };
        /**
         * BondBody
         * @description Links of a community with another one or with an entity, counted.
         */
        BondBody: {
            /**
             * Links
             * @example 23
             */
            links: number;
            /**
             * One
             * @description Key of a community, or id of an entity
             */
            one: string;
            /** Other */
            other: string;
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
             * Machine
             * @description A machine wrote it, and nobody has reviewed it
             * @default false
             * @example false
             */
            machine: boolean;
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
            /**
             * Work
             * @description The film that it tells of
             * @example work:reelgraph-demo/D064
             */
            work?: string | null;
        };
        /**
         * ClaimBody
         * @description A claim that is kept apart from the edge it stands for.
         */
        ClaimBody: {
            /** Confidence */
            confidence?: number | null;
            decision?: components["schemas"]["DecisionBody"] | null;
            /** Evidence In All */
            evidence_in_all: number;
            /**
             * Explanation
             * @example the record itself names it
             */
            explanation?: string | null;
            /**
             * Id
             * @example 3f01f13c78b82ba52cd4ef8b9b64d63c
             */
            id: string;
            run?: components["schemas"]["RunBody"] | null;
            /**
             * Status
             * @example proposed
             */
            status: string;
        };
        /**
         * ClipBody
         * @description A stretch of a film. Whose it is and under what terms is read from the graph.
         */
        ClipBody: {
            /**
             * End Ms
             * @example 10640
             */
            end_ms: number;
            /**
             * File
             * @example instantiation:reelgraph-demo/manifesto_reading
             */
            file?: string | null;
            /**
             * Film
             * @example work:reelgraph-demo/D072
             */
            film: string;
            /**
             * Start Ms
             * @example 9360
             */
            start_ms: number;
            /**
             * Text
             * @default
             * @example Workers of the world, unite.
             */
            text: string;
            /**
             * Why
             * @default
             * @example heard: “workers of the world”
             */
            why: string;
        };
        /**
         * ClipsAsk
         * @description Clips as an address or a file keeps them.
         */
        ClipsAsk: {
            /** Clips */
            clips: components["schemas"]["ClipBody"][];
        };
        /**
         * ClipsBody
         * @description The clips that were asked for, in their order.
         */
        ClipsBody: {
            /** Clips */
            clips: components["schemas"]["ReadClipBody"][];
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
         * DecisionBody
         * @description What a person decided on a claim.
         */
        DecisionBody: {
            /**
             * Op
             * @description accept, reject or correct
             * @example accept
             */
            op: string;
            /**
             * Reason
             * @example Named in the shot list
             */
            reason: string;
            /**
             * Time
             * Format: date-time
             */
            time: string;
            /**
             * User
             * @example m.campbell
             */
            user: string;
        };
        /**
         * DrawingBody
         * @description What is drawn at a level.
         */
        DrawingBody: {
            /**
             * Bonds
             * @description The strongest, if there are very many
             */
            bonds: components["schemas"]["BondBody"][];
            /** Communities */
            communities: components["schemas"]["DrawnCommunityBody"][];
            /**
             * Communities In All
             * @description Of this level
             * @example 129
             */
            communities_in_all: number;
            /**
             * Communities Left Out
             * @description For which there was no room, the smallest
             */
            communities_left_out: number;
            /** Entities */
            entities: components["schemas"]["EntityBody"][];
            /**
             * Entities In All
             * @description In the whole network
             * @example 8560
             */
            entities_in_all: number;
            /**
             * Entities Left Out
             * @description Of what was opened, the least central
             */
            entities_left_out: number;
            /**
             * Extent
             * @description Least x and y, then greatest x and y, of the whole network
             * @example [
             *       -340,
             *       -310.5,
             *       345,
             *       320
             *     ]
             */
            extent: number[];
            /**
             * Level
             * @example 0
             */
            level: number;
            /**
             * Links
             * @description Between the entities that are drawn
             */
            links: components["schemas"]["LinkBody"][];
            /**
             * Opened
             * @description Communities that are drawn in their parts
             */
            opened: components["schemas"]["DrawnCommunityBody"][];
        };
        /**
         * DrawnCommunityBody
         * @description A community as it is drawn; its key begins with the keys of those that hold it.
         */
        DrawnCommunityBody: {
            /**
             * Films
             * @example 588
             */
            films: number;
            /**
             * Key
             * @example 63ccde034895
             */
            key: string;
            /**
             * Level
             * @description 0 has the fewest and largest
             * @example 0
             */
            level: number;
            /**
             * Radius
             * @description Of the disc that all its members are drawn in
             */
            radius: number;
            /**
             * Size
             * @description Entities in it, films among them
             * @example 776
             */
            size: number;
            /**
             * Terms
             * @description Names that mark its films out from the rest
             * @example [
             *       "educational",
             *       "Campbell Harper Films Ltd.",
             *       "Stanley L. Russell"
             *     ]
             */
            terms: string[];
            /** X */
            x: number;
            /** Y */
            y: number;
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
         * EdgeBody
         * @description A relationship with what stands behind it.
         */
        EdgeBody: {
            evidence: components["schemas"]["EvidenceBody"];
            link: components["schemas"]["LinkBody"];
        };
        /**
         * EditBody
         * @description A decision of a person on an entity, or on a claim about it.
         */
        EditBody: {
            /**
             * After
             * @example Aberdeen
             */
            after: string | number | boolean | string[] | number[] | number[] | null;
            /**
             * Before
             * @example Aiberdeen
             */
            before: string | number | boolean | string[] | number[] | number[] | null;
            /** @description The link that was decided on, where it is one */
            claim: components["schemas"]["LinkBody"] | null;
            /**
             * Id
             * @example edit:5f2c
             */
            id: string;
            /**
             * Op
             * @example merge
             */
            op: string;
            /**
             * Other
             * @description Merged into, or linked with
             */
            other: string | null;
            /**
             * Property
             * @description That was corrected
             * @example name
             */
            property: string | null;
            /**
             * Reason
             * @example The same house style
             */
            reason: string;
            /**
             * Target
             * @example place:nls/aiberdeen
             */
            target: string;
            /**
             * Time
             * Format: date-time
             */
            time: string;
            /**
             * Undone
             * @description True where a later decision took it back
             */
            undone: boolean;
            /**
             * User
             * @example m.campbell
             */
            user: string;
        };
        /**
         * EntityBody
         * @description An entity as it is drawn.
         */
        EntityBody: {
            /**
             * Centrality
             * @description PageRank; 1 is average
             * @example 5.3
             */
            centrality: number;
            /**
             * Community
             * @description Key of its smallest community; empty where it is in none
             * @example 63ccde034895/9056d38e3548/9056d38e3548
             */
            community: string;
            /**
             * Degree
             * @description Links to it, rejected claims left out
             * @example 142
             */
            degree: number;
            /**
             * Id
             * @example agent:nls/0001/stanley-l-russell
             */
            id: string;
            /**
             * Label
             * @example Person
             */
            label: string;
            /**
             * Name
             * @example Stanley L. Russell
             */
            name: string;
            /**
             * X
             * @description Where it is drawn, in no unit
             */
            x: number;
            /** Y */
            y: number;
            /**
             * Year
             * @description First year of a film; none where undated
             */
            year?: number | null;
        };
        /**
         * EntityFilmBody
         * @description A film that an entity is linked to.
         */
        EntityFilmBody: {
            /**
             * Appearances
             * @description In this film
             * @example 3
             */
            appearances: number;
            /**
             * First Ms
             * @description The first that has a second
             * @example 61000
             */
            first_ms: number | null;
            /**
             * Id
             * @example work:nls/0001
             */
            id: string;
            /** Links */
            links: components["schemas"]["LinkBody"][];
            /**
             * Title
             * @example GLASGOW TRAMS
             */
            title: string;
            /**
             * Year
             * @example 1950
             */
            year: number | null;
        };
        /**
         * EntityFilmsBody
         * @description Films of an entity, by year; the undated last.
         */
        EntityFilmsBody: {
            /** Films */
            films: components["schemas"]["EntityFilmBody"][];
            /** Offset */
            offset: number;
            /**
             * Total
             * @example 180
             */
            total: number;
        };
        /**
         * EntityPageBody
         * @description Who or what an entity is, as far as the caller may see.
         */
        EntityPageBody: {
            /**
             * Appearances
             * @description Times that it is named, heard or seen
             * @example 31
             */
            appearances: number;
            /**
             * Asked
             * @description The identifier asked for; another where it was merged into this one
             * @example place:nls/aberdeen
             */
            asked: string;
            /** Authorities */
            authorities: components["schemas"]["AuthorityBody"][];
            /**
             * Centrality
             * @description PageRank; 1 is average
             * @example 18.6
             */
            centrality: number;
            /**
             * Communities
             * @description From the largest to the smallest
             */
            communities: components["schemas"]["DrawnCommunityBody"][];
            /**
             * Degree
             * @description Links to others, rejected claims left out
             * @example 210
             */
            degree: number;
            /**
             * Edits
             * @description Decisions that people took on it
             * @example 2
             */
            edits: number;
            /** Facts */
            facts: components["schemas"]["FactBody"][];
            /**
             * Films
             * @description Films that it is linked to
             * @example 180
             */
            films: number;
            /**
             * Id
             * @example place:nls/aberdeen
             */
            id: string;
            /**
             * Label
             * @example Place
             */
            label: string;
            /**
             * Merged
             * @description Identifiers that were merged into this one
             */
            merged: string[];
            /**
             * Name
             * @example Aberdeen
             */
            name: string;
            /**
             * Names
             * @description Other names that are met
             * @example [
             *       "Aiberdeen"
             *     ]
             */
            names: string[];
            /**
             * Records
             * @description Sources that state it, the first few
             */
            records: string[];
            /**
             * Records In All
             * @example 152
             */
            records_in_all: number;
        };
        /**
         * EvidenceBody
         * @description Why something is in the graph.
         */
        EvidenceBody: {
            /** @description None where no claim stands behind it */
            claim?: components["schemas"]["ClaimBody"] | null;
            /** Items */
            items: components["schemas"]["ItemBody"][];
            /**
             * Origin
             * @description catalogue, machine (nobody reviewed it), accepted or rejected
             * @example catalogue
             */
            origin: string;
            /**
             * Records
             * @description The records that state it
             */
            records: components["schemas"]["StatingBody"][];
            /** @description What made it, where no claim tells that */
            run?: components["schemas"]["RunBody"] | null;
        };
        /**
         * ExportAsk
         * @description A cut, and the form of file that it is wanted in.
         */
        ExportAsk: {
            /**
             * Base
             * @description Where the editor finds the films' folders; empty leaves addresses relative
             * @default
             * @example file:///Volumes/Films
             */
            base: string;
            /** Clips */
            clips: components["schemas"]["ClipBody"][];
            /**
             * Format
             * @description edl: CMX 3600; otio: OpenTimelineIO; fcpxml: Final Cut Pro; fcp7: Final Cut Pro 7, which Premiere reads; vtt: what is said, at the cut's own times; iiif: a manifest with a range
             * @example edl
             * @enum {string}
             */
            format: "edl" | "otio" | "fcpxml" | "fcp7" | "vtt" | "iiif";
            /**
             * Fps
             * @default 25
             * @example 25
             * @enum {string}
             */
            fps: "23.976" | "24" | "25" | "29.97" | "29.97df" | "30" | "50" | "59.94" | "59.94df" | "60";
            /**
             * Title
             * @default Cut
             * @example The tram
             */
            title: string;
        };
        /**
         * FactBody
         * @description One thing that is stated of an entity.
         */
        FactBody: {
            /**
             * Name
             * @description The property's name in the graph
             * @example description
             */
            name: string;
            /**
             * Value
             * @example Film-maker, Glasgow
             */
            value: string | number | boolean | string[] | number[] | number[];
        };
        /**
         * FileBody
         * @description A digital file of the film; /api/v1/media plays it.
         */
        FileBody: {
            /**
             * Id
             * @example instantiation:reelgraph-demo/manifesto_reading
             */
            id: string;
            /**
             * Uri
             * @example reelgraph-demo/manifesto_reading/manifesto_reading.mp4
             */
            uri: string;
        };
        /**
         * FilmAsk
         * @description A cut to be made into a film.
         */
        FilmAsk: {
            /**
             * Base
             * @description Where the editor finds the films' folders; empty leaves addresses relative
             * @default
             * @example file:///Volumes/Films
             */
            base: string;
            /** Clips */
            clips: components["schemas"]["ClipBody"][];
            /**
             * Fps
             * @default 25
             * @example 25
             * @enum {string}
             */
            fps: "23.976" | "24" | "25" | "29.97" | "29.97df" | "30" | "50" | "59.94" | "59.94df" | "60";
            /**
             * Height
             * @description Pixels; wide is 16:9
             * @default 720
             * @example 720
             * @enum {integer}
             */
            height: 480 | 720 | 1080;
            /**
             * Title
             * @default Cut
             * @example The tram
             */
            title: string;
        };
        /**
         * FilmBody
         * @description A film as its record has it, and how much there is on its timeline.
         */
        FilmBody: {
            /** About */
            about: components["schemas"]["NamedBody"][];
            /** Collections */
            collections: components["schemas"]["NamedBody"][];
            /**
             * Colour
             * @example Colour
             */
            colour: string | null;
            /**
             * Counts
             * @description Rows of the timeline by part and kind
             * @example {
             *       "segment.shot": 2,
             *       "text.transcript": 13
             *     }
             */
            counts: {
                [key: string]: number;
            };
            /**
             * Date Text
             * @description As catalogued, in EDTF
             * @example 1934
             */
            date_text: string | null;
            /**
             * Duration S
             * @description As catalogued
             * @example 88
             */
            duration_s: number | null;
            /**
             * Ends Ms
             * @description Last time on the timeline
             * @example 88000
             */
            ends_ms: number | null;
            /** Files */
            files: components["schemas"]["FileBody"][];
            /**
             * Id
             * @example work:reelgraph-demo/D072
             */
            id: string;
            /** Makers */
            makers: components["schemas"]["MakerBody"][];
            /**
             * Partner
             * @example reelgraph-demo
             */
            partner: string | null;
            /**
             * Record Id
             * @example D072
             */
            record_id: string | null;
            rights: components["schemas"]["RightsBody"];
            /**
             * Sound
             * @example Sound
             */
            sound: string | null;
            /** Summary */
            summary: string | null;
            /**
             * Title
             * @example [Manifesto of the Communist Party: reading of the preamble]
             */
            title: string;
            /**
             * Titles
             * @description Other titles
             */
            titles: string[];
            /** Year From */
            year_from: number | null;
            /** Year To */
            year_to: number | null;
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
         * FoundBody
         * @description Points that were found, best first.
         */
        FoundBody: {
            /**
             * Rows
             * @description Rows of points.arrow
             * @example [
             *       17,
             *       4,
             *       230
             *     ]
             */
            rows: number[];
        };
        /**
         * HistoryBody
         * @description Decisions on an entity, the latest first.
         */
        HistoryBody: {
            /** Edits */
            edits: components["schemas"]["EditBody"][];
            /** Offset */
            offset: number;
            /**
             * Total
             * @example 2
             */
            total: number;
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
         * ItemBody
         * @description One piece of evidence: words that were said, seen or catalogued.
         */
        ItemBody: {
            /** End Ms */
            end_ms?: number | null;
            /**
             * Field
             * @description The source's own name of the field
             */
            field?: string | null;
            /**
             * Film
             * @example work:nls/0001
             */
            film?: string | null;
            /**
             * Id
             * @example mention:02a79c9ac6119ae742856505709c2a41
             */
            id: string;
            /**
             * Kind
             * @description catalogue, transcript, ocr, caption, picture, or the label of the node
             * @example transcript
             */
            kind: string;
            /**
             * Marked
             * @description First character in the text that it turns on, and the one after
             * @example [
             *       19,
             *       26
             *     ]
             */
            marked?: number[] | null;
            /**
             * Media
             * @description The file that it is in, as the graph names it
             */
            media?: string | null;
            /** Start Ms */
            start_ms?: number | null;
            /**
             * Text
             * @example The last tram left Glasgow in 1962.
             */
            text: string;
            /**
             * Title
             * @example GLASGOW TRAMS
             */
            title?: string | null;
        };
        /**
         * JobBody
         * @description A film that is being made, or was.
         */
        JobBody: {
            /**
             * Done
             * @description Share that is done, in 0..1
             * @example 0.42
             */
            done: number;
            /**
             * Id
             * @example kq3vXw2l8r0h
             */
            id: string;
            /**
             * Problem
             * @description Why it failed
             * @default
             * @example
             */
            problem: string;
            /**
             * State
             * @example running
             * @enum {string}
             */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            /**
             * Title
             * @example Copy of films/0001.avi
             */
            title: string;
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
         * LinkBody
         * @description A relationship between two entities.
         */
        LinkBody: {
            /**
             * Claim
             * @description Identifier of the claim behind it
             */
            claim?: string | null;
            /**
             * Confidence
             * @description In 0..1, of a claim that tells it
             */
            confidence?: number | null;
            /**
             * End
             * @example work:nls/0001
             */
            end: string;
            /**
             * Moments
             * @description Segments of the film that say so; 0: the whole film
             */
            moments: number;
            /**
             * Origin
             * @description catalogue, machine (nobody reviewed it), accepted or rejected
             * @example catalogue
             */
            origin: string;
            /**
             * Relation
             * @example CONTRIBUTED_TO
             */
            relation: string;
            /**
             * Role
             * @description Empty where none is told
             * @example Director
             */
            role: string;
            /**
             * Start
             * @example agent:nls/0001/stanley-l-russell
             */
            start: string;
        };
        /**
         * MakerBody
         * @description Who did what for the film.
         */
        MakerBody: {
            /**
             * Id
             * @example agent:reelgraph-demo/d072/karl-marx
             */
            id: string;
            /**
             * Name
             * @example Karl Marx
             */
            name: string;
            /**
             * Role
             * @example Author
             */
            role: string;
        };
        /**
         * MediaBody
         * @description A digital file that lies here, as a player needs to know it.
         */
        MediaBody: {
            /**
             * Copied
             * @description A copy that they can play was made
             */
            copied: boolean;
            /**
             * Duration Ms
             * @example 88080
             */
            duration_ms?: number | null;
            /**
             * Fps
             * @description As a fraction
             * @example [
             *       25,
             *       1
             *     ]
             */
            fps?: number[] | null;
            /**
             * Height
             * @example 180
             */
            height?: number | null;
            /**
             * Id
             * @example instantiation:reelgraph-demo/manifesto_reading
             */
            id: string;
            /**
             * Mime
             * @example video/mp4
             */
            mime: string;
            /**
             * Picture
             * @description None: sound only
             * @example h264
             */
            picture?: string | null;
            /**
             * Pictures
             * @description Pictures of it and a preview strip can be had
             */
            pictures: boolean;
            /**
             * Playable
             * @description Browsers play it as it is
             */
            playable: boolean;
            /**
             * Remark
             * @example This film has no sound.
             */
            remark?: string | null;
            /**
             * Sound
             * @description None: no sound
             * @example aac
             */
            sound?: string | null;
            /**
             * Tiles
             * @description Frames in its preview strip
             * @default 60
             */
            tiles: number;
            /**
             * Uri
             * @example reelgraph-demo/manifesto_reading/manifesto_reading.mp4
             */
            uri: string;
            /**
             * Width
             * @example 320
             */
            width?: number | null;
        };
        /**
         * MembersBody
         * @description Films of a community, for other views to narrow to.
         */
        MembersBody: {
            /**
             * Films
             * @example [
             *       "work:nls/0001",
             *       "work:nls/0020"
             *     ]
             */
            films: string[];
            /**
             * Key
             * @example 63ccde034895
             */
            key: string;
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
         * MomentBody
         * @description A stretch of a film, why it was chosen, and whose it is.
         */
        MomentBody: {
            /**
             * Date
             * @description As catalogued
             * @example 1934
             */
            date: string | null;
            /**
             * End Ms
             * @example 10640
             */
            end_ms: number;
            /**
             * File
             * @example instantiation:reelgraph-demo/manifesto_reading
             */
            file: string | null;
            /**
             * Film
             * @example work:reelgraph-demo/D072
             */
            film: string;
            /**
             * Id
             * @example text:446672fba7597ae112cb114c8bf6c6d3
             */
            id: string;
            /**
             * Kind
             * @example transcript
             */
            kind: string;
            /**
             * Rights
             * @example Public domain
             */
            rights: string;
            /**
             * Rights Stated
             * @description False where no record says anything
             * @example true
             */
            rights_stated: boolean;
            /**
             * Score
             * @description Compares within one search only
             * @example 0
             */
            score: number;
            /**
             * Seen
             * @description More that looks like it can be found, by its segment
             * @example false
             */
            seen: boolean;
            /**
             * Segment
             * @example segment:reelgraph-demo/manifesto_reading/00.00.00-19
             */
            segment: string | null;
            /**
             * Source
             * @example reelgraph-demo D072
             */
            source: string;
            /**
             * Start Ms
             * @example 9360
             */
            start_ms: number;
            /**
             * Text
             * @example Workers of the world, unite.
             */
            text: string;
            /**
             * Title
             * @example [Manifesto of the Communist Party: reading of the preamble]
             */
            title: string;
            /**
             * Why
             * @example heard: “workers of the world”
             */
            why: string;
        };
        /**
         * MomentsAsk
         * @description What moments to look for.
         */
        MomentsAsk: {
            /**
             * After
             * @default 0
             */
            after: number;
            /**
             * Channels
             * @description Texts to look in; empty means all
             * @example []
             */
            channels?: ("transcript" | "ocr" | "caption" | "summary" | "shotlist")[];
            /**
             * Films
             * @description Only in these; null means in all
             * @example null
             */
            films?: string[] | null;
            /**
             * How
             * @description phrase: words in a row; pattern: a regular expression (RE2); words: any of them, in any form; person: who appears, speaks or is named; name: anything by its name; tokens: parts of speech or spaCy's token pattern; silence: gaps between lines of speech; looks: what looks like a shot, given by its identifier
             * @default phrase
             * @enum {string}
             */
            how: "phrase" | "pattern" | "words" | "person" | "name" | "tokens" | "silence" | "looks";
            /**
             * Least Ms
             * @description Shortest silence
             * @default 1000
             */
            least_ms: number;
            /**
             * Limit
             * @default 50
             */
            limit: number;
            /**
             * Most Ms
             * @description Longest silence
             * @default 600000
             */
            most_ms: number;
            /**
             * Q
             * @default
             * @example workers of the world
             */
            q: string;
        };
        /**
         * MomentsBody
         * @description A page of moments.
         */
        MomentsBody: {
            /** Moments */
            moments: components["schemas"]["MomentBody"][];
            /**
             * Next
             * @description Ask again after this many; null at the end
             */
            next: number | null;
            /**
             * Total
             * @example 1
             */
            total: number;
            /**
             * Whole
             * @description False where the search ended before it saw all
             * @example true
             */
            whole: boolean;
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
         * NamedBody
         * @description Something that the film is about or belongs to.
         */
        NamedBody: {
            /**
             * Id
             * @example concept:reelgraph-demo/politics
             */
            id: string;
            /**
             * Label
             * @example Concept
             */
            label: string;
            /**
             * Name
             * @example Politics
             */
            name: string;
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
         * NearEntityBody
         * @description An entity one link away, with every link to it that was asked for.
         */
        NearEntityBody: {
            entity: components["schemas"]["EntityBody"];
            /** Links */
            links: components["schemas"]["LinkBody"][];
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
         * NeighboursBody
         * @description Neighbours of an entity, the most central first.
         */
        NeighboursBody: {
            /**
             * By Label
             * @example {
             *       "Place": 3,
             *       "Work": 120
             *     }
             */
            by_label: {
                [key: string]: number;
            };
            /**
             * By Origin
             * @example {
             *       "catalogue": 118,
             *       "machine": 5
             *     }
             */
            by_origin: {
                [key: string]: number;
            };
            /**
             * By Relation
             * @description How many neighbours each relation leads to
             * @example {
             *       "HAS_SUBJECT": 4
             *     }
             */
            by_relation: {
                [key: string]: number;
            };
            entity: components["schemas"]["EntityBody"];
            /** Neighbours */
            neighbours: components["schemas"]["NearEntityBody"][];
            /** Offset */
            offset: number;
            /**
             * Total
             * @description Neighbours that fit what was asked
             * @example 142
             */
            total: number;
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
         * PassBody
         * @description A pass for the routes of one film's file, good for half a day.
         */
        PassBody: {
            /**
             * Value
             * @example 1764158400.5d41402abc4b2a76b9719d911017c592
             */
            value: string;
        };
        /**
         * PathsBody
         * @description The shortest ways between two entities, the most telling first.
         */
        PathsBody: {
            /**
             * Gave Up
             * @description True where the search met too many and ended unfinished
             */
            gave_up: boolean;
            /** Ways */
            ways: components["schemas"]["WayBody"][];
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
         * PointBody
         * @description One point, and where it leads.
         */
        PointBody: {
            /** End Ms */
            end_ms: number | null;
            /**
             * File
             * @description A digital file of it; /media/picture shows it
             */
            file: string | null;
            /**
             * Film
             * @description The film that it is, or is of
             * @example work:nls/1
             */
            film: string | null;
            /**
             * Id
             * @example work:nls/0001
             */
            id: string;
            /**
             * Kind
             * @example film
             * @example caption
             * @example Place
             */
            kind: string;
            /**
             * Name
             * @description A film's title, a text's first words, an entity's name
             */
            name: string;
            /**
             * Row
             * @description Its row in points.arrow
             */
            row: number;
            /**
             * Start Ms
             * @description Where on the file a text stands
             */
            start_ms: number | null;
            /**
             * Title
             * @description That film's title
             */
            title: string | null;
        };
        /**
         * PointsBody
         * @description Some points, by their rows in points.arrow.
         */
        PointsBody: {
            /** Points */
            points: components["schemas"]["PointBody"][];
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
         * ReadClipBody
         * @description What the graph tells of a clip.
         */
        ReadClipBody: {
            /**
             * Date
             * @description As catalogued
             * @example 1934
             */
            date?: string | null;
            /**
             * Kind
             * @description Channel of the text
             * @example transcript
             */
            kind?: string | null;
            /**
             * Known
             * @description False where the caller may see no such film; all else is then empty
             * @example true
             */
            known: boolean;
            /**
             * Rights
             * @default
             * @example Public domain
             */
            rights: string;
            /**
             * Rights Stated
             * @description False where no record says anything
             * @default false
             * @example true
             */
            rights_stated: boolean;
            /**
             * Source
             * @default
             * @example reelgraph-demo D072
             */
            source: string;
            /**
             * Text
             * @description What is said in the clip; where nothing is, what is told of it
             * @default
             * @example Workers of the world, unite.
             */
            text: string;
            /**
             * Title
             * @default
             * @example [Manifesto of the Communist Party: reading of the preamble]
             */
            title: string;
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
         * RightsBody
         * @description The terms that the film may be used under.
         */
        RightsBody: {
            /**
             * Holder
             * @example null
             */
            holder: string | null;
            /**
             * Source
             * @description Archive and record number
             * @example reelgraph-demo D072
             */
            source: string;
            /**
             * Stated
             * @description False where no record says anything
             * @example true
             */
            stated: boolean;
            /**
             * Text
             * @example Public domain
             */
            text: string;
        };
        /**
         * RunBody
         * @description The program or model that made a claim.
         */
        RunBody: {
            /**
             * App
             * @example reelgraph-mentions
             */
            app: string;
            /** App Version */
            app_version?: string | null;
            /**
             * Model
             * @example openai/whisper-large-v3
             */
            model?: string | null;
            /** Started */
            started?: string | null;
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
         * StatingBody
         * @description A record that states a relationship.
         */
        StatingBody: {
            /**
             * Kind
             * @example catalogue
             */
            kind: string;
            /**
             * Partner
             * @example nls
             */
            partner: string;
            /**
             * Record Id
             * @example 0001
             */
            record_id?: string | null;
            /**
             * Source
             * @example nls/0001
             */
            source: string;
        };
        /**
         * StepBody
         * @description One step of a way: every relationship between its two ends.
         */
        StepBody: {
            /**
             * Evidence
             * @description Of each link, in the same order
             */
            evidence: components["schemas"]["EvidenceBody"][];
            /** Links */
            links: components["schemas"]["LinkBody"][];
        };
        /**
         * StoryboardAsk
         * @description An outline to find shots for.
         */
        StoryboardAsk: {
            /**
             * Channels
             * @description Texts to choose by
             * @example [
             *       "caption"
             *     ]
             */
            channels?: ("transcript" | "ocr" | "caption" | "summary" | "shotlist")[];
            /**
             * Films
             * @example null
             */
            films?: string[] | null;
            /**
             * Others
             * @description Next best moments for each step
             * @default 5
             */
            others: number;
            /**
             * Outline
             * @example a boy, a watch, then a cat
             */
            outline: string;
        };
        /**
         * StoryboardBody
         * @description A storyboard: real shots in the order of the outline.
         */
        StoryboardBody: {
            /** Steps */
            steps: components["schemas"]["StoryStepBody"][];
            /**
             * Year From
             * @description Years that the outline is set in
             * @example 1930
             */
            year_from: number | null;
            /**
             * Year To
             * @example 1939
             */
            year_to: number | null;
        };
        /**
         * StoryStepBody
         * @description A step of the outline, the moment for it, and the next best.
         */
        StoryStepBody: {
            chosen: components["schemas"]["MomentBody"] | null;
            /** Others */
            others: components["schemas"]["MomentBody"][];
            /**
             * Text
             * @example a cat
             */
            text: string;
        };
        /**
         * TimedBody
         * @description Something with a time on the film.
         */
        TimedBody: {
            /**
             * Confidence
             * @description Of a machine's claim
             * @example null
             */
            confidence: number | null;
            /**
             * End Ms
             * @example 10640
             */
            end_ms: number;
            /**
             * File
             * @example instantiation:reelgraph-demo/manifesto_reading
             */
            file: string | null;
            /**
             * How
             * @description Of an entity: spoken, shown, …
             * @example null
             */
            how: string | null;
            /**
             * Id
             * @example text:446672fba7597ae112cb114c8bf6c6d3
             */
            id: string;
            /**
             * Kind
             * @description Of a segment; channel of a text; label of an entity
             * @example transcript
             */
            kind: string;
            /**
             * Part
             * @example text
             * @enum {string}
             */
            part: "segment" | "text" | "frame" | "entity";
            /**
             * Segment
             * @description The shortest that it stands in
             * @example null
             */
            segment: string | null;
            /**
             * Start Ms
             * @example 9360
             */
            start_ms: number;
            /**
             * Status
             * @description Of what a machine says: proposed or accepted; null of what a catalogue says
             * @example proposed
             */
            status: string | null;
            /**
             * Text
             * @description The text, what a segment shows, an entity's name
             * @example Workers of the world, unite.
             */
            text: string | null;
        };
        /**
         * TimelineBody
         * @description A page of a film's timeline, in the order of time.
         */
        TimelineBody: {
            /**
             * Next
             * @description Ask again after this many; null at the end
             */
            next: number | null;
            /** Rows */
            rows: components["schemas"]["TimedBody"][];
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
        /**
         * WayBody
         * @description A way from one entity to another.
         */
        WayBody: {
            /** Entities */
            entities: components["schemas"]["EntityBody"][];
            /** Steps */
            steps: components["schemas"]["StepBody"][];
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
    files_api_v1_coverage_files_arrow_get: {
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
    known_api_v1_coverage_known_arrow_get: {
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
    makers_api_v1_coverage_makers_arrow_get: {
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
    read_clips_api_v1_cut_clips_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClipsAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClipsBody"];
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
    export_api_v1_cut_export_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportAsk"];
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
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
    make_film_api_v1_cut_film_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilmAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobBody"];
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
    page_api_v1_entity_get: {
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
                    "application/json": components["schemas"]["EntityPageBody"];
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
    appearances_api_v1_entity_appearances_get: {
        parameters: {
            query: {
                /** @description In this film alone */
                film?: string | null;
                /** @description catalogued, spoken, seen, described */
                how?: string[] | null;
                id: string;
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
                    "application/json": components["schemas"]["AppearancesBody"];
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
    films_api_v1_entity_films_get: {
        parameters: {
            query: {
                id: string;
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
                    "application/json": components["schemas"]["EntityFilmsBody"];
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
    history_api_v1_entity_history_get: {
        parameters: {
            query: {
                id: string;
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
                    "application/json": components["schemas"]["HistoryBody"];
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
    film_api_v1_film_get: {
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
                    "application/json": components["schemas"]["FilmBody"];
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
    annotation_page_api_v1_film_annotations_json_get: {
        parameters: {
            query: {
                id: string;
                kind?: "transcript" | "ocr" | "caption";
                /** @description Canvas of the manifest, from 1 */
                reel?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON of IIIF Presentation 3 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": unknown;
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
    captions_api_v1_film_captions_vtt_get: {
        parameters: {
            query: {
                /** @description Of this digital file alone */
                file?: string | null;
                id: string;
                /** @description A channel of texts, or chapters */
                kind?: "transcript" | "ocr" | "caption" | "summary" | "shotlist" | "chapters";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description WebVTT */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt": unknown;
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
    evidence_api_v1_film_evidence_get: {
        parameters: {
            query: {
                id: string;
                /** @description A text, frame or segment of its timeline */
                of: string;
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
                    "application/json": components["schemas"]["EvidenceBody"];
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
    manifest_api_v1_film_manifest_json_get: {
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
            /** @description JSON of IIIF Presentation 3 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": unknown;
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
    timeline_api_v1_film_timeline_get: {
        parameters: {
            query: {
                after?: number;
                id: string;
                kind?: string[] | null;
                limit?: number;
                part?: ("segment" | "text" | "frame" | "entity")[] | null;
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
                    "application/json": components["schemas"]["TimelineBody"];
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
    timeline_arrow_api_v1_film_timeline_arrow_get: {
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
            /** @description An Arrow IPC stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.arrow.stream": unknown;
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
    all_groups_api_v1_groups_arrow_get: {
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
    job_api_v1_jobs__job_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
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
                    "application/json": components["schemas"]["JobBody"];
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
    cancel_api_v1_jobs__job_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
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
                    "application/json": components["schemas"]["JobBody"];
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
    made_api_v1_jobs__job_id__film_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The film */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description The part of it that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description The part asked for lies past its end */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    media_api_v1_media_get: {
        parameters: {
            query: {
                id: string;
                /** @description From /api/v1/media/pass, for players */
                pass?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The film */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description The part of it that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description The part asked for lies past its end */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    about_api_v1_media_about_get: {
        parameters: {
            query: {
                id: string;
                /** @description From /api/v1/media/pass, for players */
                pass?: string | null;
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
                    "application/json": components["schemas"]["MediaBody"];
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
    copy_api_v1_media_copy_get: {
        parameters: {
            query: {
                id: string;
                /** @description From /api/v1/media/pass, for players */
                pass?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The film */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description The part of it that was asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/mp4": unknown;
                };
            };
            /** @description The part asked for lies past its end */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    make_copy_api_v1_media_copy_post: {
        parameters: {
            query: {
                id: string;
                /** @description From /api/v1/media/pass, for players */
                pass?: string | null;
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
                    "application/json": components["schemas"]["JobBody"];
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
    media_pass_api_v1_media_pass_get: {
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
                    "application/json": components["schemas"]["PassBody"];
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
    picture_api_v1_media_picture_get: {
        parameters: {
            query: {
                id: string;
                /** @description From /api/v1/media/pass, for players */
                pass?: string | null;
                t_ms?: number;
                /** @description 160, 320 or 640 */
                width?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JPEG */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
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
    strip_api_v1_media_strip_get: {
        parameters: {
            query: {
                id: string;
                /** @description From /api/v1/media/pass, for players */
                pass?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JPEG */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
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
    moments_api_v1_moments_get: {
        parameters: {
            query?: {
                after?: number;
                channel?: ("transcript" | "ocr" | "caption" | "summary" | "shotlist")[] | null;
                how?: "phrase" | "pattern" | "words" | "person" | "name" | "tokens" | "silence" | "looks";
                limit?: number;
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
                    "application/json": components["schemas"]["MomentsBody"];
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
    find_moments_api_v1_moments_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MomentsAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MomentsBody"];
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
    drawing_api_v1_network_get: {
        parameters: {
            query?: {
                /** @description 0 has the fewest and largest */
                level?: number;
                members?: number;
                /** @description Keys of communities to draw in parts */
                open?: string[] | null;
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
                    "application/json": components["schemas"]["DrawingBody"];
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
    claim_api_v1_network_claim_get: {
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
                    "application/json": components["schemas"]["EvidenceBody"];
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
    edges_arrow_api_v1_network_edges_arrow_get: {
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
    evidence_api_v1_network_evidence_get: {
        parameters: {
            query: {
                from: string;
                to: string;
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
                    "application/json": components["schemas"]["EdgeBody"][];
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
    community_films_api_v1_network_films_get: {
        parameters: {
            query: {
                /** @description Of it */
                key: string;
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
                    "application/json": components["schemas"]["MembersBody"];
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
    neighbours_api_v1_network_neighbours_get: {
        parameters: {
            query: {
                id: string;
                /** @description None named: any */
                label?: string[] | null;
                limit?: number;
                offset?: number;
                /** @description None named: all but rejected */
                origin?: ("catalogue" | "machine" | "accepted" | "rejected")[] | null;
                /** @description None named: any */
                relation?: string[] | null;
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
                    "application/json": components["schemas"]["NeighboursBody"];
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
    nodes_arrow_api_v1_network_nodes_arrow_get: {
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
    paths_api_v1_network_paths_get: {
        parameters: {
            query: {
                from: string;
                limit?: number;
                /** @description Steps of the longest way */
                most?: number;
                /** @description None named: all but rejected */
                origin?: ("catalogue" | "machine" | "accepted" | "rejected")[] | null;
                /** @description None named: any */
                relation?: string[] | null;
                to: string;
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
                    "application/json": components["schemas"]["PathsBody"];
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
    some_points_api_v1_points_get: {
        parameters: {
            query?: {
                ids?: string[];
                /** @description Rows of points.arrow */
                rows?: number[];
                /** @description Of points.arrow, from its schema's metadata */
                version?: string | null;
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
                    "application/json": components["schemas"]["PointsBody"];
                };
            };
            /** @description The map has changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    all_points_api_v1_points_arrow_get: {
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
    like_api_v1_points_like_get: {
        parameters: {
            query: {
                id: string;
                limit?: number;
                /** @description Of points.arrow, from its schema's metadata */
                version?: string | null;
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
                    "application/json": components["schemas"]["FoundBody"];
                };
            };
            /** @description The map has changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    search_api_v1_points_search_get: {
        parameters: {
            query: {
                limit?: number;
                q: string;
                /** @description Of points.arrow, from its schema's metadata */
                version?: string | null;
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
                    "application/json": components["schemas"]["FoundBody"];
                };
            };
            /** @description The map has changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    make_storyboard_api_v1_storyboard_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoryboardAsk"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoryboardBody"];
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
