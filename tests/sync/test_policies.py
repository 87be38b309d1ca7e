"""Policies kept in the store: laid over the file, version after version, and used wherever one decides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dunning.decisions import Notify
from sync import commands
from sync.cli import app
from sync.commands import policy as acts
from sync.commands.contents import content_of
from sync.commands.policy import ChangedMeanwhile, go_back, history, owners_alone, write
from sync.commands.targets import ActError
from sync.policies import PolicyRefused, nameless, table_of, written_in
from sync.replay import replay
from sync.status import statuses
from sync.store import decided, events
from sync.why import why
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import NAME, Desk, desk

GENTLE = '[[levels]]\nname = "reminder"\ndays = 40\n'


@pytest.fixture
def owing(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """One customer who is twelve days late, known and free to be written to."""
    with desk(tmp_path, store_url) as made:
        yield made.under('approval_required = "none"').stage(customer("C1"), invoice("ONE", of="C1"))


def said(on: Desk, text: str, over: int | None = None) -> int:
    return write(on.office, on.ledger, text, "Ann", over=over).number


def origins(on: Desk) -> dict[str, str]:
    counts = on.office.in_force(NAME)
    return {one.key: one.origin for one in written_in(on.office.config.ledger(NAME), counts)}


def test_a_version_lies_over_the_file_and_each_value_has_its_origin(owing: Desk) -> None:
    assert origins(owing) == {"approval_required": "house"}
    assert said(owing, "minimum_gap_days = 10\n") == 1
    policy = owing.office.policy(NAME)
    assert (policy.minimum_gap_days, policy.approval_required) == (10, "none")
    assert origins(owing) == {"approval_required": "house", "minimum_gap_days": "page"}
    assert policy.origins["minimum_gap_days"] == "page"


def test_the_next_run_decides_anew_under_it_and_replay_stays_exact(owing: Desk) -> None:
    owing.decide()
    assert owing.reasons() == {"C1": "LEVEL_DUE"}
    said(owing, GENTLE)
    told = why(owing.office, owing.ledger, "ONE").outdated
    assert told is not None
    assert "policy has changed" in told
    assert owing.decide().decisions == 2
    assert owing.reasons() == {"C1": "TOO_SOON"}
    assert owing.decide().decisions == 0
    found = replay(owing.office, owing.ledger, TODAY)
    assert found.faults == ()
    assert found.by_version == {"policy": (2, 1)}
    assert commands.plan(owing.office, owing.ledger, 60)[0][1].on == TODAY + timedelta(days=28)


def test_one_can_go_back_to_a_version_and_to_the_file_alone(owing: Desk) -> None:
    file = owing.office.policy(NAME).version
    said(owing, GENTLE)
    gentle = owing.office.policy(NAME).version
    go_back(owing.office, owing.ledger, 0, "Bob", "not after all")
    assert owing.office.policy(NAME).version == file != gentle
    go_back(owing.office, owing.ledger, 1, "Ann")
    assert owing.office.policy(NAME).version == gentle
    versions = history(owing.office, owing.ledger)
    assert [(one.number, one.back_to, one.written_by, one.note) for one in versions] == [
        (3, 1, "Ann", ""),
        (2, 0, "Bob", "not after all"),
        (1, None, "Ann", ""),
    ]
    with pytest.raises(ActError, match="nothing is changed"):
        go_back(owing.office, owing.ledger, 1, "Ann")
    with pytest.raises(ActError, match="no version 9"):
        go_back(owing.office, owing.ledger, 9, "Ann")


def test_each_version_has_its_line_in_the_audit_chain_with_its_digest(owing: Desk) -> None:
    said(owing, GENTLE)
    [version] = history(owing.office, owing.ledger)
    with owing.office.store.read() as connection:
        [event] = events.of_ledger(connection, owing.ledger.id, "act")
    told = {
        "act": "policy",
        "version": 1,
        "digest": version.digest,
        "policy": version.policy,
        "back_to": None,
    }
    assert (event.header.by, json.loads(event.content)) == ("Ann", told)


def test_what_was_written_meanwhile_is_not_written_over(owing: Desk) -> None:
    said(owing, GENTLE, over=0)
    with pytest.raises(ChangedMeanwhile, match="Ann wrote version 1"):
        said(owing, "minimum_gap_days = 3\n", over=0)
    assert said(owing, "minimum_gap_days = 3\n", over=1) == 2


def test_every_mistake_is_told_with_its_key_and_nothing_is_kept(owing: Desk) -> None:
    text = 'gap_days = 3\n[contact]\nmost = 0\n[letters.en.firm]\nask = "{{ amonut }}, or the police."\n'
    with pytest.raises(PolicyRefused) as refused:
        said(owing, text)
    assert {key for key, _ in refused.value.problems} == {"gap_days", "contact.most"}
    with pytest.raises(PolicyRefused, match="amonut") as refused:
        said(owing, text[text.index("[letters") :])
    assert {key for key, _ in refused.value.problems} == {"letters.en.firm"}
    assert "police" in str(refused.value)
    for wrong in ("x = [", "policy = 3", "[policy]\n[other]", "x" * 100_001, "letters = 3"):
        with pytest.raises(PolicyRefused):
            said(owing, wrong)
    assert history(owing.office, owing.ledger) == []


def test_what_no_longer_fits_the_file_stops_that_ledger_and_status_says_so(owing: Desk) -> None:
    said(owing, '[interest]\nbasis = "statutory"\nfrom_level = "firm"\n')
    owing.under('approval_required = "none"\n[[policy.levels]]\nname = "only"\ndays = 3')
    with pytest.raises(PolicyRefused, match=r"version 1 of its policy does not fit config.toml any more"):
        owing.decide()
    [status] = statuses(owing.office)
    assert "duesync policy summit --back-to 0" in status.warnings[0]
    go_back(owing.office, owing.ledger, 0, "Ann")
    assert owing.decide().decisions == 2


def test_own_words_are_said_in_letters_and_the_message_names_their_version(owing: Desk) -> None:
    said(owing, '[letters.en.friendly]\nopening = "A word on what is open."\n')
    owing.decide()
    [act] = owing.ready()
    assert isinstance(act, Notify)
    with owing.office.store.read() as connection:
        [standing] = decided.standing(connection, owing.ledger.id, customer_id="C1")
        account = decided.snapshot(connection, standing.account_digest)
    assert "A word on what is open." in content_of(owing.office, owing.ledger, act, account).text
    with owing.work() as work:
        assert work.words == 1
        assert "A word on what is open." in work.templates()["en/friendly.j2"]
    go_back(owing.office, owing.ledger, 0, "Ann")
    with owing.work() as work:
        assert work.words is None


def test_who_collects_and_whom_from_is_the_owners_alone_to_change(owing: Desk) -> None:
    before = owing.office.policy(NAME)
    firm = acts.draft(owing.office, owing.ledger, '[law]\ndebtor_kind = "company"\n').policy
    some = '[[procedures]]\nname = "x"\nfor = { countries = ["DE"] }\nlaw = { debtor_kind = "company" }\n'
    one = acts.draft(owing.office, owing.ledger, some).policy
    gentle = '[[procedures]]\nname = "x"\nfor = { countries = ["DE"] }\nminimum_gap_days = 20\n'
    kind = acts.draft(owing.office, owing.ledger, gentle).policy
    twice = acts.draft(owing.office, owing.ledger, some + gentle).policy
    other = acts.draft(owing.office, owing.ledger, GENTLE).policy
    assert [owners_alone(before, each) for each in (firm, one, other, kind)] == [("law",), ("law",), (), ()]
    assert owners_alone(kind, twice) == owners_alone(one, before) == ("law",)


def test_a_draft_changes_nothing(owing: Desk) -> None:
    acts.draft(owing.office, owing.ledger, GENTLE)
    assert history(owing.office, owing.ledger) == []
    assert owing.office.clock.now() == NOW


def test_an_erased_customer_is_named_in_no_version_any_more() -> None:
    text = """# Acme Ltd asked for it
minimum_gap_days = 10
[tags]
loud = ["Acme Ltd", "Bolt"]
[[procedures]]
name = "gently with acme ltd"
for = { customers = ["ACME LTD", "Cord"] }
minimum_gap_days = 20
"""
    new = nameless(text, ["acme ltd"])
    assert "acme" not in new.casefold()
    table = table_of(new)
    assert table["tags"] == {"loud": ["(erased)", "Bolt"]}
    assert table["procedures"] == [
        {"name": "(erased)", "for": {"customers": ["(erased)", "Cord"]}, "minimum_gap_days": 20}
    ]
    assert nameless(text, ["firm"]) == text


def test_the_command_shows_sets_lists_and_goes_back(tmp_path: Path) -> None:
    with desk(tmp_path) as made:
        made.under('approval_required = "none"')

    def duesync(*words: str) -> str:
        head = ["--config", str(tmp_path / "config.toml"), "--now", NOW.isoformat()]
        return CliRunner().invoke(app, [*head, "policy", NAME, *words]).output

    (tmp_path / "gentle.toml").write_text(f'{GENTLE}[letters.en]\nsubject = "A word from {{{{ sender }}}}"\n')
    assert "summit: config.toml alone" in duesync()
    assert "version 1 of its policy is in force" in duesync(
        "--set", str(tmp_path / "gentle.toml"), "--note", "gentler"
    )
    shown = duesync()
    for line in (
        "summit: version 1, over config.toml",
        "   40 days late    reminder, by email",
        'approval_required = "none" (house)',
        "levels = 1 table (page)",
        "letters in en with words of your own: subject",
    ):
        assert line in shown
    assert (tmp_path / "gentle.toml").read_text() in duesync("--show", "1")
    assert "2026-11-18 15:00 UTC" in duesync("--history")
    assert "gentler" in duesync("--history")
    assert json.loads(duesync("--json"))["levels"][0]["days"] == 40
    assert "version 2" in duesync("--back-to", "0")
    assert "back to the file alone" in duesync("--history")
    assert json.loads(duesync("--history", "--json"))["versions"][0]["back_to"] == 0
    assert "give one of" in duesync("--history", "--show", "1")
