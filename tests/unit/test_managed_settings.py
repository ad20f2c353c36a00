"""Neo4j's settings, its memory, and the pinned jars."""

from pathlib import Path

import pytest

from graph_schema.errors import NotEnoughMemoryError
from graph_schema.managed import compose_environment
from graph_schema.managed.lockfile import neo4j_version, parse_lock, pinned_jars
from graph_schema.managed.settings import container_settings, managed_settings, render_conf
from graph_schema.managed.sizing import Machine, Memory, plan_memory, this_machine

SMALL = Memory(heap_mib=512, page_cache_mib=128)


def test_what_a_reading_query_could_misuse_is_closed_for_both_servers() -> None:
    for settings in (managed_settings(SMALL), container_settings(SMALL)):
        assert settings["dbms.usage_report.enabled"] == "false"
        assert settings["dbms.security.allow_csv_import_from_file_urls"] == "false"
        assert settings["internal.dbms.cypher_ip_blocklist"] == "0.0.0.0/0,::/0"
        assert settings["db.transaction.timeout"]
        allowed = settings["dbms.security.procedures.allowlist"].split(",")
        assert "apoc.meta.data" in allowed
        assert not [name for name in allowed if "*" in name or "load" in name or "cypher" in name]
        assert set(settings["dbms.security.procedures.unrestricted"].split(",")) <= set(allowed)


def test_the_managed_server_listens_on_loopback_only() -> None:
    settings = managed_settings(SMALL)
    assert settings["server.default_listen_address"] == "127.0.0.1"
    assert settings["server.http.enabled"] == "false"


def test_transactions_fit_into_the_heap() -> None:
    settings = managed_settings(Memory(heap_mib=1000, page_cache_mib=100))
    assert settings["server.memory.heap.max_size"] == "1000m"
    assert settings["db.memory.transaction.max"] == "500m"
    assert settings["dbms.memory.transaction.total.max"] == "700m"


def test_compose_names_follow_the_images_rule() -> None:
    environment = compose_environment()
    assert environment["NEO4J_dbms_usage__report_enabled"] == "false"
    assert environment["NEO4J_server_memory_heap_max__size"] == "1024m"
    assert environment["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
    assert len(environment) == len(container_settings())


def test_a_conf_file_keeps_backslashes_and_refuses_line_breaks() -> None:
    assert render_conf({"a.b": "C:\\neo4j", "c": "1,2"}) == "a.b=C:\\\\neo4j\nc=1,2\n"
    with pytest.raises(ValueError, match="line break"):
        render_conf({"a": "1\nserver.http.enabled=true"})


@pytest.mark.parametrize(
    ("total", "heap", "page_cache"),
    [(4096, 512, 256), (8192, 512, 512), (24576, 1536, 1536), (1 << 20, 4096, 4096)],
)
def test_memory_grows_with_the_machine_within_bounds(
    total: int, heap: int, page_cache: int
) -> None:
    assert plan_memory(Machine(total, total)) == Memory(heap, page_cache)


def test_memory_shrinks_to_what_is_free() -> None:
    assert plan_memory(Machine(24576, 1200)) == Memory(512, 128)


def test_what_is_asked_for_is_kept() -> None:
    assert plan_memory(Machine(24576, 24576), heap_mib=700, page_cache_mib=90) == Memory(700, 90)


def test_too_little_memory_is_said_with_both_figures() -> None:
    with pytest.raises(NotEnoughMemoryError, match=r"needs 990 MiB of memory, of which 700 MiB"):
        plan_memory(Machine(4096, 700))
    with pytest.raises(NotEnoughMemoryError, match="needs 4478 MiB"):
        plan_memory(Machine(8192, 4000), heap_mib=4000)


def test_a_containers_limit_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_schema.managed.sizing._CGROUP", tmp_path)
    (tmp_path / "memory.max").write_text(f"{1 << 30}\n")
    (tmp_path / "memory.current").write_text(f"{600 << 20}\n")
    (tmp_path / "memory.stat").write_text(f"anon 1\ninactive_file {100 << 20}\n")
    assert this_machine() == Machine(1024, 524)


def test_a_container_without_a_limit_has_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_schema.managed.sizing._CGROUP", tmp_path)
    unlimited = this_machine()
    (tmp_path / "memory.max").write_text("max\n")
    assert this_machine().total_mib == unlimited.total_mib > 1024


def test_the_lock_names_the_same_jars_as_the_reference(shared_data: Path) -> None:
    reference = (shared_data / "neo4j-5.26.30.lock").read_text(encoding="ascii")
    known = {(line.split()[2], int(line.split()[3])) for line in reference.splitlines()}
    assert {(jar.sha256, jar.size) for jar in pinned_jars()} == known
    assert neo4j_version() == "5.26.30"
    assert len({jar.file_name for jar in pinned_jars()}) == len(pinned_jars()) == 224


def test_a_lock_line_becomes_a_repository_path() -> None:
    line = f"server io.netty:netty-epoll:4.1.137.Final:linux-x86_64 {'ab' * 32} 12"
    (jar,) = parse_lock(f"# a comment\n\n{line}\n")
    assert jar.repository_path == (
        "io/netty/netty-epoll/4.1.137.Final/netty-epoll-4.1.137.Final-linux-x86_64.jar"
    )
    with pytest.raises(ValueError, match="of no known kind"):
        parse_lock(line.replace("server", "magic"))
