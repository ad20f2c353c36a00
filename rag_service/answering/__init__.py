"""Answers to questions, from the graph's facts and passages, with quotations."""

from rag_service.answering.answer import Answer, Event, Result
from rag_service.answering.answerer import Answerer
from rag_service.answering.conversation import MOST_TURNS, Turn
from rag_service.answering.coverage import Coverage
from rag_service.answering.facts import Facts
from rag_service.answering.grounding import Nearness
from rag_service.answering.hostile import harmless, plain
from rag_service.answering.query import Query
from rag_service.answering.quote import Citation
from rag_service.answering.retriever import Passage, Retriever
from rag_service.answering.understand import understand

__all__ = [
    "MOST_TURNS",
    "Answer",
    "Answerer",
    "Citation",
    "Coverage",
    "Event",
    "Facts",
    "Nearness",
    "Passage",
    "Query",
    "Result",
    "Retriever",
    "Turn",
    "harmless",
    "plain",
    "understand",
]
