"""The files for whoever runs Duesync: they name metrics, commands and headings that there are, and parse."""

from __future__ import annotations

import configparser
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from sync import operation
from sync.cli import app
from sync.web import metrics
from tests.house.test_readme import complaints

METRIC = re.compile(r"\bduesync_[a-z_]+")


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(operation.text_of("alerts.yaml"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def expressions() -> Iterator[str]:
    """Of alerts and of the dashboard."""
    for rule in rules():
        yield rule["expr"]
    for panel in json.loads(operation.text_of("dashboard.json"))["panels"]:
        for target in panel.get("targets", ()):
            yield target["expr"]


def anchors() -> set[str]:
    """The runbook's headings, as links name them."""
    headings = re.findall(r"^## (.*)$", operation.text_of("RUNBOOK.md"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_metric_that_is_named_anywhere_is_exported() -> None:
    known = {f"duesync_{name}" for name in metrics.ABOUT}
    named = {name for expression in expressions() for name in METRIC.findall(expression)}
    named |= set(METRIC.findall(operation.text_of("RUNBOOK.md")))
    assert len(named) > 15
    assert named - known == set()


def test_expressions_are_balanced_and_labels_are_those_of_the_metrics() -> None:
    labels = {"provider", "app", "queue", "state", "kind", "outcome", "instance", "job"}
    for expression in expressions():
        for one, other in ("()", "[]", "{}"):
            assert expression.count(one) == expression.count(other), expression
        for listed in re.findall(r"\bby \(([^)]*)\)", expression):
            assert {label.strip() for label in listed.split(",")} <= labels, expression


def test_each_alert_says_what_it_is_how_grave_and_where_it_is_explained() -> None:
    found = rules()
    assert len({rule["alert"] for rule in found}) == len(found) > 10
    for rule in found:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"]
        file, _, anchor = rule["annotations"]["runbook"].partition("#")
        assert file == "RUNBOOK.md"
        assert anchor in anchors(), rule["alert"]


def test_the_runbook_has_ten_incidents_each_with_its_four_parts_and_commands_that_exist() -> None:
    text = operation.text_of("RUNBOOK.md")
    parts = text.split("\n## ")[1:]
    assert len(parts) == 10
    for part in parts:
        for word in ("**Shows**", "**Means**", "**Do**", "**Over**"):
            assert part.count(word) == 1, (part.splitlines()[0], word)
    told = {rule["alert"] for rule in rules()}
    assert set(re.findall(r"\bDuesync[A-Z]\w+", text)) == told, "every alert is explained, and no other"
    assert list(complaints(re.sub(r"--config (?!/)|duesync@\S+", "", text))) == []


def test_the_dashboard_is_one_that_grafana_takes() -> None:
    board = json.loads(operation.text_of("dashboard.json"))
    assert board["schemaVersion"] >= 36
    ids = [panel["id"] for panel in board["panels"]]
    assert len(set(ids)) == len(ids)
    taken: set[tuple[int, int]] = set()
    for panel in board["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells


def test_the_compose_file_names_what_it_has_and_stops_workers_gently() -> None:
    made = yaml.safe_load(operation.text_of("compose.yaml"))
    for name, service in made["services"].items():
        volumes = [volume.split(":")[0] for volume in service.get("volumes", ())]
        assert all(volume.startswith("./") or volume in made["volumes"] for volume in volumes), name
        assert set(service.get("secrets", ())) <= set(made["secrets"]), name
        assert set(service.get("depends_on", ())) <= set(made["services"]), name
    assert made["services"]["worker"]["stop_grace_period"] == "90s"
    assert "healthcheck" in made["services"]["postgres"], "a service waits for its health"
    for service in ("worker", "serve"):
        assert list(complaints(f"    duesync {' '.join(made['services'][service]['command'])}")) == []


def test_the_unit_runs_commands_that_exist() -> None:
    unit = configparser.RawConfigParser(strict=False, delimiters=("=",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    unit.read_string(operation.text_of("duesync@.service"))
    assert unit["Service"]["ExecStart"].endswith("duesync --config /etc/duesync/config.toml %i")
    assert (unit["Service"]["Type"], unit["Service"]["KillMode"]) == ("exec", "mixed")
    for part in re.findall(r"duesync@(\w+)", operation.text_of("duesync@.service")):
        assert part == "service" or list(complaints(f"    duesync {part}")) == []


def test_prometheus_reads_the_alerts_that_lie_beside_it() -> None:
    made = yaml.safe_load(operation.text_of("prometheus.yaml"))
    assert set(made["rule_files"]) <= set(operation.FILES)
    assert [job["job_name"] for job in made["scrape_configs"]] == ["duesync"]


def test_the_command_writes_them_all_and_never_over_yours(tmp_path: Path) -> None:
    folder = tmp_path / "operation"
    shown = CliRunner().invoke(app, ["operation"])
    assert shown.exit_code == 0
    assert all(name in shown.output for name in operation.FILES)
    for _ in range(2):
        assert CliRunner().invoke(app, ["operation", "--write", str(folder)]).exit_code == 0
    assert {path.name for path in folder.iterdir()} == set(operation.FILES)
    (folder / "compose.yaml").write_text("mine\n", encoding="utf-8")
    with pytest.raises(operation.Kept, match=r"compose\.yaml"):
        operation.write(folder)
    assert (folder / "compose.yaml").read_text(encoding="utf-8") == "mine\n"


def test_every_file_goes_along_with_the_package() -> None:
    there = {path.name for path in Path(operation.__file__).parent.iterdir() if path.suffix != ".py"}
    assert there - {"__pycache__"} == set(operation.FILES)
