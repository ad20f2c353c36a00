"""Free Cypher that may only read: checked word by word, then by the server, then bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from neo4j import Session
from neo4j.exceptions import Neo4jError

from graph_schema.errors import ReadLimitError, ReadOnlyError, ScopeError
from graph_schema.neo4j.cypher import reads
from graph_schema.neo4j.growth import check_growth
from graph_schema.neo4j.plain import plain
from graph_schema.scope import Scope

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n\r]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`(?:[^`]|``)*`)
      | (?P<word>[^\W\d]\w*)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_FIRST = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
_NEVER = frozenset({"LOAD", "USE", "CREATE", "MERGE", "DELETE", "DETACH", "SET", "REMOVE",
                    "FOREACH", "DROP", "INSERT", "SHOW", "TERMINATE"})  # fmt: skip
_PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
        "db.index.fulltext.queryNodes",
        "db.index.vector.queryNodes",
    }
)
_NAMESPACES = frozenset(
    {"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"}
)
_FETCH = 500
# Neo4j goes through some million rows a second; what it expects is often ten times too many.
_MOST_ROWS = 1e8


def check(query: str, scope: Scope) -> None:
    """Refuse what is not a plain read, before the server sees it.

    Raises:
        ScopeError: The scope is restricted.
        ReadOnlyError: The query would write, leave the graph, or calls what isn't on the list.
    """
    if not scope.unrestricted:
        raise ScopeError("free Cypher can't be cut to a restricted scope")
    if "\\u" in query.lower():
        raise ReadOnlyError("a query can't have Unicode escapes; write the character itself")
    tokens = _tokens(query)
    if not tokens or tokens[0].upper() not in _FIRST:
        first = tokens[0] if tokens else "nothing"
        raise ReadOnlyError(f"a read begins with {', '.join(sorted(_FIRST))}, not with {first}")
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        if token.upper() in _NEVER and before not in (".", ":", "|", "&", "$"):
            raise ReadOnlyError(f"reads may only read: {token.upper()} isn't allowed")
        if token == "(" or token.upper() == "CALL":
            _check_call(tokens, index)
    check_growth(query, tokens)


def run(
    session: Session, query: str, parameters: Mapping[str, Any], timeout_s: float, limit: int
) -> list[dict[str, Any]]:
    """Run a checked query; values come as plain Python that JSON can hold.

    Raises:
        ReadOnlyError: The server says that the query writes.
        ReadLimitError: It would go through too many rows, or took too long or too much memory.
    """
    try:
        with session.begin_transaction(timeout=timeout_s) as tx:
            planned = tx.run(reads.EXPLAIN + query, dict(parameters)).consume()
            if planned.query_type != "r":
                raise ReadOnlyError("this query would write; reads may only read")
            _check_cost(planned.plan)
            found = tx.run(query, dict(parameters))
            return [
                {name: plain(value) for name, value in zip(record.keys(), record, strict=True)}
                for record in islice(found, limit)
            ]
    except Neo4jError as error:
        code = error.code or ""
        if "TransactionTimedOut" in code or "Terminated" in code:
            raise ReadLimitError(
                f"the query ran for more than {timeout_s:g} s and was stopped; ask for less"
            ) from error
        if "OutOfMemory" in code:
            raise ReadLimitError(
                "the query needed more memory than one query may take and was stopped; ask for less"
            ) from error
        raise


def _check_cost(plan: Any) -> None:
    """Refuse what the server itself expects to go through far too many rows."""
    steps = [plan] if plan else []
    for step in steps:
        steps += step.get("children", ())
    rows = max((float(step["args"].get("EstimatedRows", 0)) for step in steps), default=0.0)
    if rows > _MOST_ROWS:
        raise ReadLimitError(
            f"the query would go through some {rows:.0e} rows, of which {_MOST_ROWS:.0e} are "
            "allowed; join its patterns, or ask for less"
        )


def _tokens(query: str) -> list[str]:
    found: list[str] = []
    for match in _TOKEN.finditer(query):
        if match.lastgroup == "string":
            found.append("''")
        elif match.lastgroup != "blank":
            found.append(match.group())
    return found


def _check_call(tokens: list[str], index: int) -> None:
    if tokens[index].upper() == "CALL" and (index == 0 or tokens[index - 1] not in (".", ":")):
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        if after in ("{", "("):
            return
        name = _name(tokens, index + 1, 1)
        if name not in _PROCEDURES:
            raise ReadOnlyError(f"reads may not call {name or 'nothing'}")
    elif tokens[index] == "(":
        name = _name(tokens, index - 1, -1)
        known = name in _PROCEDURES or name.split(".")[0] in _NAMESPACES
        if "." in name and not known:
            raise ReadOnlyError(f"reads may not call {name}")


def _name(tokens: list[str], index: int, step: int) -> str:
    """The dotted name that starts (step 1) or ends (step -1) at a token."""
    parts: list[str] = []
    dot = False
    while 0 <= index < len(tokens):
        token = tokens[index]
        if dot != (token == ".") or not (token == "." or _is_name(token)):
            break
        if not dot:
            parts.append(token.strip("`"))
        dot = not dot
        index += step
    return ".".join(parts[::step])


def _is_name(token: str) -> bool:
    return token[0] == "`" or token[0].isalpha() or token[0] == "_"
