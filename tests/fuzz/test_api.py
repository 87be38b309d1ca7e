"""The API asked at random by what its document says: nothing fails, and every answer is as told there."""

from __future__ import annotations

import dataclasses
import itertools
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from sync import commands
from sync.web.api.document import document
from tests.sync.books import customer, invoice
from tests.sync.desk import desk
from tests.web.served import served
from tests.web.tools import EVERY, Tools

EXAMPLES = int(os.environ.get("DUESYNC_FUZZ_API", "3"))  # of each operation; `make fuzz-api` asks many more
IS_LONG = "DUESYNC_FUZZ_API" in os.environ
KEYS = itertools.count()
PATHS = {"ledger": "summit", "invoice": "N-I1", "customer": "C1"}


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tools]:
    """Two who owe, one of them on hold. Time flies, so that nobody asks too often."""
    with desk(tmp_path_factory.mktemp("api"), policy=EVERY) as made:
        made.stage(customer("C1", name="Acme Ltd"), invoice("I1"), customer("C2"), invoice("I2", of="C2"))
        made.decide()
        commands.hold(made.office, made.ledger, customer="C2", invoice=None, until=None, note="x")
        ticks = itertools.count()
        clock = dataclasses.replace(made.office.clock, elapsed=lambda: float(next(ticks)))
        made.office = dataclasses.replace(made.office, clock=clock)
        with served(made.office) as web:
            yield Tools(made, web)


@pytest.fixture(scope="module")
def token(one: Tools) -> str:
    return one.token(acts=True)


OPERATIONS = [(path, method) for path, methods in document()["paths"].items() for method in methods]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_the_document_says(
    one: Tools, token: str, path: str, method: str, mode: GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(document())
    schema.config.update(base_url=one.web.url)
    headers = {"Authorization": f"Bearer {token}"}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=not IS_LONG,
        database=None,
        suppress_health_check=[*HealthCheck],
        phases=[Phase.generate, Phase.shrink] if IS_LONG else [Phase.generate],
    )
    @given(schema[path][method].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:  # names that are there, or no handler were ever reached
            case.path_parameters = {name: PATHS[name] for name in case.path_parameters or {}}
            if "Idempotency-Key" in case.headers:
                case.headers["Idempotency-Key"] = f"{path} {next(KEYS)}".replace(" ", "")
        case.call_and_validate(headers=headers)

    ask()
