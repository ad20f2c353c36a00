"""Why two names were, or were not, taken for one: as JSON with a sentence for people."""

from __future__ import annotations

import json

from graph_ingest.resolve.model import Verdict, models

_WORDS = {
    "surname_misspelt": "the surname is spelt differently",
    "surnames_in_use": "others too have each of the two surnames",
    "maiden_name": "a maiden name agrees",
    "first_agrees": "how well the first names agree",
    "first_missing": "one has no first name",
    "generation_missing": "only one is called the elder or the younger",
    "middle_agrees": "further given names agree",
    "name_rarity": "how rare the shared name is",
    "rivals": "how many others the shorter name could mean",
    "sole_bearer": "nobody else has the surname",
    "words_shared": "the telling words that both names share",
    "words_apart": "telling words that only one name has",
    "words_conflict": "telling words of each that the other lacks",
    "name_common": "the words that they share are common",
    "acronym_rivals": "others have the same initials",
    "acronym": "one name abbreviates the other",
    "spelling": "how alike the whole names are",
    "business_differs": "they call themselves different kinds of company",
    "institution_differs": "only one calls itself a society, school or the like",
    "business_leads": "one name starts with its line of business, the other ends with it",
    "unit_differs": "one is a part of an institution, the other the whole",
    "joint_differs": "one names two companies, the other one",
    "years_apart": "the years between them",
    "years_span": "a longer span of years than a working life",
    "companions": "others credited beside both",
    "collections": "the collections that both are in",
    "title_words": "words that titles of both share",
    "places": "the places of their films",
    "topics": "the subjects and genres of their films",
    "other_field": "different fields of one record name them",
    "same_field": "one field of one record names both",
    "roles": "they did the same",
    "authority": "an authority file has them as one",
    "partners_differ": "different archives name them",
    "name_same": "the names are the same",
    "name_misspelt": "the names are spelt differently",
    "near": "how near they lie",
    "wider_place": "they are in one wider place",
    "kind_same": "they are of one kind",
    "identifier": "a file or record number is the same",
    "title_same": "the titles are the same",
    "title_alike": "how alike the titles are",
    "title_shared": "how many other works have the title",
    "year_same": "the years agree",
    "duration_same": "the running times agree",
    "duration_off": "the running times differ",
    "colour_same": "the colour agrees",
    "colour_differs": "the colour differs",
    "sound_same": "the sound agrees",
    "sound_differs": "the sound differs",
    "synopsis": "how alike the summaries are",
}


def explanation(kind: str, one: str, other: str, verdict: Verdict) -> str:
    """The features, what each added to the log-odds, and a sentence, as JSON.

    Args:
        kind: Which of the shipped models judged.
        one: What a person calls the first.
        other: What a person calls the second.
        verdict: What was found.
    """
    reasons = models()[kind].reasons(verdict.features)
    said = {
        "sentence": sentence(kind, one, other, verdict),
        "features": {name: round(value, 3) for name, value in verdict.features.items() if value},
        "log_odds": {name: round(weight, 2) for name, weight in reasons},
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def sentence(kind: str, one: str, other: str, verdict: Verdict) -> str:
    """One plain sentence: the decision, then what spoke for and against it."""
    pair = f"{one!r} and {other!r}"
    if verdict.contradiction:
        return f"{pair} are different: {verdict.contradiction}."
    decided = {"same": "are one", "ask": "may be one", "different": "are taken for different"}
    reasons = models()[kind].reasons(verdict.features)
    pros = [_WORDS[name] for name, weight in reasons if weight > 0][:3]
    cons = [_WORDS[name] for name, weight in reasons if weight < 0][:2]
    told = f"{pair} {decided[verdict.outcome]} ({verdict.score:.0%})"
    told += f"; for it: {', '.join(pros)}" if pros else ""
    return told + (f"; against it: {', '.join(cons)}." if cons else ".")
