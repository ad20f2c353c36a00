"""How well an archive's own questions are answered: read, ask, score, report, compare."""

from rag_service.evaluation.comparison import compare
from rag_service.evaluation.questions import Question, own_set, read_questions
from rag_service.evaluation.report import report_page
from rag_service.evaluation.runs import Keeper, Settings, load_run
from rag_service.evaluation.scoring import MEASURES, Judge, Judged, Known
from rag_service.evaluation.summary import summarise

__all__ = [
    "MEASURES",
    "Judge",
    "Judged",
    "Keeper",
    "Known",
    "Question",
    "Settings",
    "compare",
    "load_run",
    "own_set",
    "read_questions",
    "report_page",
    "summarise",
]
