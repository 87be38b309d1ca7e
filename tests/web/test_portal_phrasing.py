"""A model that phrases what a customer is answered at once: what it gets, what is said, what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.tables import events
from tests.connectors.model_desk import Model, model
from tests.web.console import words
from tests.web.portal_desk import Pages, opened
from tests.web.portal_desk import pages as acme_pages

PLAIN = "This is what is open on your account:"
OWED = {"words": "What do I owe you?"}


@pytest.fixture
def endpoint() -> Iterator[Model]:
    with model() as made:
        yield made


@pytest.fixture
def acme(tmp_path: Path, endpoint: Model) -> Iterator[Pages]:
    """Acme's page, where a model may phrase."""
    with acme_pages(tmp_path) as made:
        path = tmp_path / "config.toml"
        text = path.read_text(encoding="utf-8")
        named = f'[portal.model]\nurl = "{endpoint.url}"\nmodel = "pretend"\nkey = "k-123"\ntimeout = 0.5\n'
        path.write_text(text.replace("[ledgers.", f"{named}[ledgers.", 1), encoding="utf-8")
        with opened(made.bench, "Acme <b>Ltd</b>") as phrasing:
            yield phrasing


def test_a_model_phrases_the_answer_and_learns_nothing(acme: Pages, endpoint: Model) -> None:
    said = "Thank you for asking. You have {open} open with us, and {overdue} of it is past due."
    endpoint.answers(json.dumps({"text": said}))
    told = words(acme.post("/ask", OWED))
    assert "Thank you for asking. You have £620.00 open with us, and £500.00 of it is past due." in told
    assert PLAIN not in told
    for own in ("N-I1", "N-I2", "N-I3"):
        assert own in told, "the figures stand below, as ever"
    (asked,) = endpoint.asked
    shown = json.loads(json.loads(asked)["messages"][-1]["content"])
    assert shown["asked"] == ["owed"]
    assert shown["language"] == "English"
    for secret in ("620", "500", "Acme", "Globex", "N-I", "owe you", "Summit"):
        assert secret not in json.dumps(shown)
    with acme.bench.office.store.read() as connection:
        by = connection.execute(events.select().where(events.c.kind == "act")).all()[-1].by
    assert by == "customer, on their page"


@pytest.mark.parametrize(
    "content",
    [
        '{"text": "You owe £5.00 only. You have {open} open with us."}',
        '{"text": "You have {open} open with us: pay at evil.example now."}',
        '{"text": "You owe nothing to us. Have a nice day!"}',
        '{"text": "Sie haben noch {open} bei uns offen, wie Sie unten sehen."}',
        '{"meanings": []}',
        "I would rather not.",
    ],
)
def test_the_plain_answer_goes_where_its_words_may_not(acme: Pages, endpoint: Model, content: str) -> None:
    endpoint.answers(content)
    told = words(acme.post("/ask", OWED))
    assert PLAIN in told
    assert "£620.00" in told
    assert "nice day" not in told
    assert "evil" not in told


def test_a_model_that_is_slow_or_broken_keeps_nobody_from_an_answer(acme: Pages, endpoint: Model) -> None:
    endpoint.status = 500
    assert PLAIN in words(acme.post("/ask", OWED))
    endpoint.status, endpoint.wait = 200, 2.0
    assert PLAIN in words(acme.post("/ask", {"words": "How much do I owe?"}))
    assert len(endpoint.asked) == 2


def test_what_a_person_must_read_is_shown_to_no_model(acme: Pages, endpoint: Model) -> None:
    acme.post("/ask", {"words": "Is this for the delivery in May? My dog is called Rex."})
    assert endpoint.asked == []
    assert len(acme.wrote()) == 1
