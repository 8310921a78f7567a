"""The compose example of the README: the bot takes its settings, and it agrees with the Dockerfile and with itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import SECRETS, VARIABLES, BotSettings
from bot.telegram_bot.leadership import DRAIN
from tests.dockerfile import ROOT, environment, last, steps

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCKERFILE = steps((ROOT / "Dockerfile").read_text(encoding="utf-8"))
MOUNTED = "/run/secrets/"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    (block,) = re.findall(r"```yaml compose\.yaml\n(.*?)```", README, re.DOTALL)
    found: dict[str, Any] = yaml.safe_load(block)
    return found


@pytest.fixture(scope="module")
def bot(compose: dict[str, Any]) -> dict[str, Any]:
    (found,) = [service for service in compose["services"].values() if service.get("build") == "."]
    return dict(found)


def test_every_variable_is_a_setting(bot: dict[str, Any]) -> None:
    assert set(bot["environment"]) <= {*VARIABLES, *(f"{name}_FILE" for name in SECRETS)}


def test_every_secret_is_declared_handed_over_and_written(compose: dict[str, Any]) -> None:
    used = set()
    for service in compose["services"].values():
        paths = [value for name, value in service["environment"].items() if name.endswith("_FILE")]
        assert sorted(paths) == sorted(MOUNTED + name for name in service["secrets"])
        used |= set(service["secrets"])
    assert used == set(compose["secrets"])
    written = set(re.findall(r"^printf .* > (\S+)$", README, re.MULTILINE))
    assert written == {secret["file"] for secret in compose["secrets"].values()}


def test_the_bot_takes_the_settings(bot: dict[str, Any], tmp_path: Path) -> None:
    """With what the image sets beside them; a setting that is there twice would be refused."""
    address = "postgresql://wego:0a1b@database/wego"
    for name, text in (("token", "123456:ABC-DEF"), ("database_url", address)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    given = {name: str(value).replace(MOUNTED, f"{tmp_path}/") for name, value in bot["environment"].items()}
    settings = BotSettings.read(environment(DOCKERFILE) | given, env_file=tmp_path / "none")
    assert settings.database.reveal() == address
    assert settings.token.reveal() == "123456:ABC-DEF"
    assert settings.port


def test_the_address_of_the_database_is_that_of_its_service(compose: dict[str, Any]) -> None:
    (told,) = re.findall(r'"postgresql://(\w+):\$password@(\w+)/(\w+)"', README)
    user, host, name = told
    service = compose["services"][host]
    assert service["environment"]["POSTGRES_USER"] == user
    assert service["environment"]["POSTGRES_DB"] == name
    assert service["healthcheck"]["test"] == f"pg_isready -U {user} -d {name}"


def test_volumes_lie_where_the_image_has_them(compose: dict[str, Any], bot: dict[str, Any]) -> None:
    volumes = last(DOCKERFILE, "VOLUME").words
    inside = [volume.split(":")[1] for volume in bot["volumes"]]
    assert set(inside) <= set(volumes)
    assert bot["environment"]["KNOWLEDGE_DIR"] in inside
    kept = [volume for service in compose["services"].values() for volume in service["volumes"]]
    named = {volume.split(":")[0] for volume in kept if not volume.startswith(".")}
    assert named == set(compose["volumes"])
    assert all((ROOT / volume.split(":")[0]).is_dir() for volume in kept if volume.startswith("."))


def test_it_is_started_again_and_given_time_to_end(compose: dict[str, Any], bot: dict[str, Any]) -> None:
    (plain,) = re.findall(r"docker run .*--stop-timeout (\d+)", README)
    assert float(bot["stop_grace_period"].removesuffix("s")) > DRAIN
    assert float(plain) > DRAIN
    assert {service["restart"] for service in compose["services"].values()} == {"unless-stopped"}
    assert bot["depends_on"] == {
        name: {"condition": "service_healthy"} for name, other in compose["services"].items() if "healthcheck" in other
    }
