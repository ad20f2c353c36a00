"""compose.yaml: the same Neo4j as the private one, and a service that can do little harm."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_schema.managed.settings import compose_environment
from reelgraph.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    return dict(compose["services"])


def test_neo4j_has_the_settings_of_the_private_one(services: dict[str, Any]) -> None:
    environment = dict(services["neo4j"]["environment"])
    assert environment.pop("NEO4J_AUTH_FILE") == "/run/secrets/neo4j_auth"
    assert environment == compose_environment()


def test_the_service_can_do_little_harm(services: dict[str, Any]) -> None:
    service = services["service"]
    user = service["user"].split(":")[0]
    assert int(user) > 0
    assert f"--uid {user} " in (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["depends_on"]["neo4j"] == {"condition": "service_healthy"}


def test_every_service_tells_whether_it_is_well(services: dict[str, Any]) -> None:
    assert {name for name, service in services.items() if not service.get("healthcheck")} == set()


def test_nothing_is_published_beyond_this_machine(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_vllm_runs_only_when_asked_for(services: dict[str, Any]) -> None:
    assert services["vllm"]["profiles"] == ["gpu"]
    assert services["vllm-cpu"]["profiles"] == ["cpu"]
    assert services["vllm-cpu"]["networks"]["default"]["aliases"] == ["vllm"]
    assert services["vllm"]["environment"]["HF_HUB_OFFLINE"] == "1"
    assert not {"neo4j", "service"} & {n for n, s in services.items() if "profiles" in s}


def test_the_service_is_told_settings_that_exist(services: dict[str, Any]) -> None:
    known = {f"REELGRAPH_{name.upper()}" for name in Settings.model_fields}
    assert set(services["service"]["environment"]) <= known


def test_secrets_come_from_files_outside_the_repository(compose: dict[str, Any]) -> None:
    used = {name for service in compose["services"].values() for name in service.get("secrets", [])}
    assert used == set(compose["secrets"])
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/secrets/" in ignored
    assert all(secret["file"].startswith("./secrets/") for secret in compose["secrets"].values())


def test_images_are_of_a_named_version(services: dict[str, Any]) -> None:
    images = {service["image"] for service in services.values()}
    assert all(re.search(r":v?\d+\.\d+", image) for image in images)
