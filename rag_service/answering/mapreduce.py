"""Overviews worded by a language model: each strand from its own evidence, then all together.

Map and reduce as in GraphRAG's global search (Edge et al. 2024), over strands that are chosen for
the question, so that what it costs is bounded whatever the size of the archive. Every sentence
goes through the same check as any other of the model's; where one gives nothing that stands, the
strand is told by its quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from graph_schema.errors import BudgetError, ModelError
from graph_schema.models import Spent
from graph_schema.stopping import Stop
from rag_service.answering.compose import Overview, Sentence, StrandTold
from rag_service.answering.generate import SYSTEM, Account, Writer, prompt
from rag_service.answering.generate import evidence_of as numbered
from rag_service.answering.languages import Language
from rag_service.answering.phrases import phrase

MOST_TOKENS = 9_000
"""Of all prompts of one overview together, roughly counted; answers come on top of it."""

_LETTERS_A_TOKEN = 4
_SENTENCES = 2
_AT_ONCE = 4


@dataclass
class _Mapped:
    """What the model made of one strand, and what that came to."""

    said: list[Sentence] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    failed: ModelError | None = None


def write_overview(
    writer: Writer, question: str, overview: Overview, language: Language, account: Account
) -> Iterator[Sentence]:
    """The facts, the model's summary, each strand in its words or quoted, and what is unknown.

    A model that can't be reached or whose budget is spent is no failure: what it did not word is
    told by quotations, and that is said.
    """
    yield from overview.before
    mapped = _map(writer, question, overview.strands, language, account.spent.stop)
    for one in mapped:
        account.spent.add(one.account.spent)
        account.dropped += one.account.dropped
    account.cached = all(one.account.cached for one in mapped)
    failed = next((one.failed for one in mapped if one.failed), None)
    lines = [_line(s, m) for s, m in zip(overview.strands, mapped, strict=True)]
    if failed is None and any(one.said for one in mapped):
        try:
            yield from _reduced(writer, question, lines, language, account)
        except ModelError as error:
            failed = error
    yield from lines
    yield from overview.after
    if failed is not None:
        name = "budget" if isinstance(failed, BudgetError) else "unreachable"
        yield Sentence(phrase(name, language))


def _map(
    writer: Writer,
    question: str,
    strands: Sequence[StrandTold],
    language: Language,
    stop: Stop,
) -> list[_Mapped]:
    share = MOST_TOKENS // (len(strands) + 1)

    def one(strand: StrandTold) -> _Mapped:
        mapped = _Mapped(account=Account(Spent(stop=stop)))
        evidence = within(share, question, strand.evidence, language)
        try:
            for sentence in writer.write(question, evidence, language, mapped.account):
                mapped.said.append(sentence)
        except ModelError as error:
            mapped.said.clear()
            mapped.failed = error
        del mapped.said[_SENTENCES:]
        return mapped

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(one, strands))


def _line(strand: StrandTold, mapped: _Mapped) -> Sentence:
    if not mapped.said:
        return strand.quoted
    text = " ".join(sentence.text for sentence in mapped.said)
    cited = dict.fromkeys(c for sentence in mapped.said for c in sentence.citations)
    return Sentence(f"{strand.head}: {text}", tuple(cited))


def _reduced(
    writer: Writer,
    question: str,
    lines: Sequence[Sentence],
    language: Language,
    account: Account,
) -> list[Sentence]:
    """The model's summary of the strands; nothing of one that breaks off."""
    evidence = within(MOST_TOKENS // (len(lines) + 1), question, lines, language)
    kept = Account(spent=account.spent)
    said = list(writer.write(question, evidence, language, kept))
    account.dropped += kept.dropped
    account.cached = account.cached and kept.cached
    return said


def within(
    tokens: int, question: str, evidence: Sequence[Sentence], language: Language
) -> list[Sentence]:
    """As much of the evidence, best first, as a prompt of so many tokens has room for."""
    kept = list(evidence)
    while kept and count(question, kept, language) > tokens:
        kept.pop()
    return kept


def count(question: str, evidence: Sequence[Sentence], language: Language) -> int:
    """Roughly how many tokens a prompt with this evidence takes, the fixed head included."""
    return (len(SYSTEM) + len(prompt(question, numbered(evidence), language))) // _LETTERS_A_TOKEN
