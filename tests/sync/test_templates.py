"""Templates are looked over as they are loaded, and each letter once more before it leaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sync.commands.policy import write
from sync.deliver import deliver
from sync.delivered import message_of
from sync.doctor import examine
from sync.templates import TemplatesRefused, are_as_shipped, digest, looked_over, read, templates
from tests.house.sources import ROOT
from tests.sync.test_deliver import messages, nearly_sent
from tests.world import XERO, World


def saying(words: str) -> dict[str, str]:
    """The templates as shipped, but that every English letter ends with these words."""
    end = "{%- endblock %}\n"
    ours = {
        name: source for name, source in read().items() if name.startswith("en/") and source.endswith(end)
    }
    return read() | {name: f"{source[: -len(end)]} {words}\n{end}" for name, source in ours.items()}


def test_the_templates_that_are_shipped_are_read_once_and_found_fit() -> None:
    assert dict(templates()) == read()
    assert templates() is templates()
    assert "de/firm.j2" in templates()


def test_those_that_are_shipped_were_looked_over_to_the_letter() -> None:
    assert looked_over(read()) == read()
    path = ROOT / "dunning/letters/fit.txt"
    if os.environ.get("DUESYNC_UPDATE_GOLDEN"):
        path.write_text(f"{digest(read())}\n", encoding="utf-8")
    assert are_as_shipped(read()), (
        "templates were changed: DUESYNC_UPDATE_GOLDEN=1 pytest tests/sync/test_templates.py"
    )


@pytest.mark.parametrize("other", [{"en/firm.j2": "Pay."}, {"en/new.j2": ""}])
def test_one_letter_or_one_template_more_is_looked_over(other: dict[str, str]) -> None:
    assert not are_as_shipped(read() | other)
    assert not are_as_shipped(dict(list(read().items())[1:]))


def test_a_template_that_threatens_is_refused_with_its_line() -> None:
    wrong = saying("We call the police.")
    line = wrong["en/firm.j2"].count("\n", 0, wrong["en/firm.j2"].index("police")) + 1
    with pytest.raises(TemplatesRefused, match=rf'E101 en/firm\.j2:{line}: .*"police"'):
        looked_over(wrong)
    assert looked_over(saying("We hereby thank you."))["en/firm.j2"].count("hereby") == 1


def test_doctor_says_whether_letters_can_be_made(small_world: World) -> None:
    told = [(each.level, each.text) for each in examine(small_world.office) if each.about == "letters"]
    assert told == [("ok", "every template was read and found fit to send")]


def test_a_letter_that_threatens_does_not_leave_and_those_in_other_languages_do(tmp_path: Path) -> None:
    with nearly_sent(tmp_path, f"sqlite:///{tmp_path / 'duesync.db'}", XERO) as (made, ready):
        with made.office.work(XERO) as work:
            work.templates = lambda: saying("We call the police.")
            done = deliver(work)
        refused = messages(made, XERO, "refused")
        assert len(refused) == done.refused >= 6
        assert done.messages == len(ready) - done.refused == len(made.mail())
        assert all(
            'E101 text: a threat with the police or a crime: "police"' in str(each.reason) for each in refused
        )
        assert not any("police" in mail.as_string() for mail in made.mail())


def test_a_stiff_letter_leaves_and_is_remarked_upon_once(tmp_path: Path) -> None:
    with nearly_sent(tmp_path, f"sqlite:///{tmp_path / 'duesync.db'}", XERO) as (made, ready):
        with made.office.work(XERO) as work:
            work.templates = lambda: saying("We hereby thank you.")
            done = deliver(work)
        assert done.messages == len(made.mail()) == len(ready)
        assert any('W202 text: a stiff word: "hereby"' in each for each in done.remarks)
        assert len(done.remarks) == len(set(done.remarks))


def test_words_of_the_houses_own_leave_and_the_message_that_is_kept_names_their_version(
    tmp_path: Path,
) -> None:
    own = '[letters.en.friendly]\nopening = "A word on what is open."\n'
    with nearly_sent(tmp_path, f"sqlite:///{tmp_path / 'duesync.db'}", XERO) as (made, ready):
        write(made.office, made.office.linked(XERO), own, "Ann")
        with made.office.work(XERO) as work:
            assert deliver(work).messages == len(ready)
        with made.office.store.read() as connection:
            kept = [message_of(connection, one) for one in messages(made, XERO, "done")]
        assert {one.words for one in kept if one is not None} == {1}
        english = [one for one in kept if one is not None and one.language.startswith("en")]
        assert any("A word on what is open." in one.text for one in english)
        assert not any("may just have been missed" in one.text for one in english)
