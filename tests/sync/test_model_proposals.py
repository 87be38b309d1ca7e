"""What a model proposes of a reply: asked once, kept with it, and nothing until a person confirms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors.errors import TryLater
from sync.commands import replies as commands
from sync.commands.drafts import confirm, drafts
from sync.commands.proposing import propose
from sync.commands.targets import ActError
from tests.connectors.model_desk import Model, model
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import hear, kept, key_to, letter, stock

UNCLEAR = "That thing is squared away, as Jo said."
PAID: dict[str, object] = {"kind": "paid", "detail": None, "words": "That thing is squared away"}


@pytest.fixture
def endpoint() -> Iterator[Model]:
    with model() as made:
        yield made


@pytest.fixture
def bench(tmp_path: Path, endpoint: Model) -> Iterator[Desk]:
    """A reminder went to Acme, and a model may be asked."""
    named = f'approval_required = "none"\n[replies.model]\nurl = "{endpoint.url}"\nmodel = "pretend"\n'
    with desk(tmp_path, policy=named) as made:
        yield stock(made)


def test_a_proposal_is_shown_as_one_and_counts_only_when_confirmed(bench: Desk, endpoint: Model) -> None:
    hear(bench, letter(UNCLEAR, to_key=key_to(bench)))
    endpoint.says(PAID)
    assert propose(bench.office, bench.ledger, 1, "robin") == 1
    [asked] = endpoint.asked
    assert "Jo" not in asked
    bench.decide()
    assert bench.standing().reason.name == "REPLY_WAITS"
    *_, draft = drafts(bench.office, bench.ledger, 1)
    assert (draft.kind, draft.proposed, draft.confirmable) == ("paid", True, True)
    assert draft.quote == "That thing is squared away"
    with pytest.raises(ActError, match="was asked about message 1 already"):
        propose(bench.office, bench.ledger, 1, "robin")
    assert len(endpoint.asked) == 1
    hear(bench, letter(UNCLEAR, to_key=key_to(bench)))
    assert len(kept(bench)) == 1, "it is the same message still"
    confirm(bench.office, bench.ledger, 1, [draft.number], "robin")
    bench.decide()
    assert bench.standing().reason.name == "CLAIMED_PAID"


def test_what_the_rules_understand_is_shown_to_no_model(bench: Desk, endpoint: Model) -> None:
    hear(bench, letter("We dispute invoice INV-1: the pump was broken.", to_key=key_to(bench)))
    with pytest.raises(ActError, match="understood by the rules"):
        propose(bench.office, bench.ledger, 1, "robin")
    assert endpoint.asked == []


def test_a_model_that_cannot_be_asked_may_be_asked_again(bench: Desk, endpoint: Model) -> None:
    hear(bench, letter(UNCLEAR, to_key=key_to(bench)))
    endpoint.status = 503
    with pytest.raises(TryLater):
        propose(bench.office, bench.ledger, 1, "robin")
    endpoint.status = 200
    endpoint.answers("I would rather not say.")
    assert propose(bench.office, bench.ledger, 1, "robin") == 0
    assert not any(each.proposed for each in drafts(bench.office, bench.ledger, 1))


def test_without_a_model_nothing_is_asked(bench: Desk, endpoint: Model) -> None:
    bench.under('approval_required = "none"')
    hear(bench, letter(UNCLEAR, to_key=key_to(bench)))
    with pytest.raises(ActError, match="no model is configured"):
        propose(bench.office, bench.ledger, 1, "robin")
    assert (endpoint.asked, len(commands.messages(bench.office, bench.ledger))) == ([], 1)
