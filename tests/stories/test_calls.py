"""Calls to make: listed by what is at risk, each with what the caller needs to know."""

from __future__ import annotations

from pathlib import Path

from tests.stories.terminal import terminal
from tests.world import XERO, world

POLICY = """
[policy]
approval_required = "none"
[[policy.levels]]
name = "ring"
days = 1
tone = "firm"
channel = "call"
"""
CUSTOMER = "Łódź Textiles"


def test_who_has_calls_to_make_sees_whom_first_and_what_to_say(tmp_path: Path) -> None:
    with world(tmp_path, customers=12) as made, terminal(made) as desk:
        made.config.write_text(made.config.read_text(encoding="utf-8") + POLICY, encoding="utf-8")
        made.at(made.office.clock.now()).ready_to_send(XERO)
        note = ("log", XERO, "asks for a copy", "--customer", CUSTOMER, "--at", "2026-11-02T10:00")
        assert desk.type(*note).code == 0
        # another name, so that each call waits for a yes anew
        made.config.write_text(
            made.config.read_text(encoding="utf-8").replace('"ring"', '"ring again"'), encoding="utf-8"
        )
        desk.type("sync", XERO)

        told = desk.type("approve", XERO, "--json").json
        calls = [one for one in told["proposals"] if one["notify"]["channel"] == "call"]
        assert len(calls) == len(told["proposals"]) > 3
        assert "likelihood" in told["ordered_by"]
        pounds = [float(one["at_risk"]) for one in calls if one["notify"]["currency"] == "GBP"]
        assert pounds == sorted(pounds, reverse=True)
        [call] = [one for one in calls if one["customer"] == CUSTOMER]
        history = call["call"]["briefing"]["history"]
        assert history == [{"on": "2026-11-02", "what": 'called: "asks for a copy"'}]
        assert call["call"]["opening"].startswith("Goedendag, u spreekt met")

        shown = desk.type("approve", XERO, "--customer", CUSTOMER, "--letters", "--yes").out
        assert f"{CUSTOMER}, ask for" in shown
        assert '2 November 2026: called: "asks for a copy"' in shown
        again = desk.type("briefing", XERO, CUSTOMER)
        assert again.out.splitlines()[0] in shown
        assert desk.type("briefing", XERO, CUSTOMER, "--json").json["accounts"][0]["tone"] == "firm"
        unknown = desk.type("briefing", XERO, "Nobody")
        assert (unknown.code, unknown.errors) == (
            1,
            [f"error: {XERO} has no customer 'Nobody' among those pulled"],
        )
