"""Doors for other programs, on a real Neo4j with the demo collection in it."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from graph_schema.managed import Endpoint
from tests.guide import example

pytestmark = pytest.mark.integration

REPOSITORY = Path(__file__).resolve().parents[2]
DEMO = REPOSITORY / "reelgraph" / "demo"
WRITES = (
    "CREATE (n:Work) RETURN n",
    "MATCH (n) DETACH DELETE n",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "CALL dbms.components()",
    "MATCH (w:Work) CALL (w) { SET w.preferred_title = 'x' } RETURN w",
)


@pytest.fixture(scope="module")
def environment(
    neo4j_endpoint: Endpoint,
    wipe_neo4j: Callable[[], None],
    tmp_path_factory: pytest.TempPathFactory,
    jar_cache: Path,
) -> dict[str, str]:
    """Settings of a home with the demo collection in it."""
    wipe_neo4j()
    named = {
        **os.environ,
        "REELGRAPH_HOME": str(tmp_path_factory.mktemp("home")),
        "REELGRAPH_CACHE": str(jar_cache),
        "REELGRAPH_NEO4J_URI": neo4j_endpoint.uri,
        "REELGRAPH_NEO4J_USER": neo4j_endpoint.user,
        "REELGRAPH_NEO4J_PASSWORD": neo4j_endpoint.password,
    }
    for words in (
        [DEMO / "catalogue.csv", "--mapping", DEMO / "mapping.yaml"],
        [DEMO / "enrichment"],
    ):
        command = [sys.executable, "-m", "reelgraph", "ingest", *map(str, words)]
        done = subprocess.run(command, env=named, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return named


async def use(environment: dict[str, str]) -> None:
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "reelgraph", "mcp"], env=environment, cwd=REPOSITORY
    )
    async with Client(stdio_client(started)) as client:

        async def reply(tool: str, **arguments: Any) -> dict[str, Any]:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result.content
            return dict(result.structured_content or {})

        found = (await reply("search", query="Hindenburg"))["quoted"]
        film = next(n["id"] for n in found["nodes"] if n["label"] == "Work")
        assert film == "work:reelgraph-demo/D064"
        assert found["passages"][0]["record_id"] == "D064"

        entity = (await reply("entity", id=film))["quoted"]
        assert entity["properties"]["record_id"] == "D064"
        assert entity["sources"] == ["reelgraph-demo/D064"]

        near = (await reply("neighbours", id=film, types=["HAS_GENRE"]))["quoted"]["neighbours"]
        assert {"newsreel"} <= {one["node"]["name"].casefold() for one in near}

        asked = await reply("ask", question="How many newsreels are there?")
        record = await client.read_resource("reelgraph://record/reelgraph-demo/D064")
        fields = json.loads(record.contents[0].text)["quoted"][0]["fields"]
        cited = [c for c in asked["quoted"]["citations"] if c["record_id"] == "D064"]
        assert cited
        for one in cited:
            assert fields[one["field"]][one["char_start"] : one["char_end"]] == one["text"]

        count = "MATCH (w:Work)-[:HAS_GENRE]->(:Concept {name: $name}) RETURN count(w) AS films"
        names = {one["node"]["name"] for one in near}
        rows = [(await reply("cypher", query=count, parameters={"name": n})) for n in names]
        assert asked["count"] in [row["quoted"]["rows"][0]["films"] for row in rows]

        few = await reply("cypher", query="MATCH (w:Work) RETURN w.record_id AS id", limit=5)
        assert (len(few["quoted"]["rows"]), few["more"]) == (5, True)
        for query in WRITES:
            refused = await client.call_tool("cypher", {"query": query})
            assert refused.is_error, query
        wrong = await client.call_tool("cypher", {"query": "MATCH (w:Work RETURN w"})
        assert wrong.is_error
        assert "Invalid input" in wrong.content[0].text
        after = await reply("cypher", query="MATCH (w:Work) RETURN count(w) AS films")
        assert after["quoted"]["rows"] == [{"films": 72}]


def test_a_program_uses_the_tools(environment: dict[str, str]) -> None:
    anyio.run(use, environment)


def test_the_guides_example_for_llamaindex(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example("LlamaIndex")],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "D064 Hindenburg disaster at Lakehurst" in lines[:3]
    assert "Hindenburg disaster at Lakehurst HAS_GENRE newsreel" in lines
    with (DEMO / "catalogue.csv").open(encoding="utf-8", newline="") as rows:
        early = sum(int(row["year"][:4]) < 1910 for row in csv.DictReader(rows) if row["year"])
    assert f"[{{'films': {early}}}]" in lines
    assert lines[-1] == "True"
