"""Days and amounts as people write them, in five languages: a table of words, and what each means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning.intents import Known
from dunning.intents.days import said_in
from dunning.intents.phrases import folded
from dunning.intents.reading import meanings
from dunning.intents.sums import told_in
from tests.dunning.replies_desk import TODAY

# Language, words, the last day that they mean ahead of and behind Wednesday 18 November 2026; "" for none.
DAYS = """
en|Friday|2026-11-20|2026-11-13
en|next Friday|2026-11-27|
en|last Friday||2026-11-13
en|this Monday|2026-11-23|2026-11-16
en|next week|2026-11-27|
en|by the 3rd|2026-12-03|2026-11-03
en|end of the month|2026-11-30|
en|5 November||2026-11-05
en|in two weeks|2026-12-02|
en|3 days ago||2026-11-15
en|from 16 to 30 November|2026-11-30|
en|3-5 December|2026-12-05|
en|31 February||
en|2026-12-01|2026-12-01|
de|übermorgen|2026-11-20|
de|Ende des Monats|2026-11-30|
de|nächste Woche Freitag|2026-11-27|
de|am 15.|2026-12-15|2026-11-15
de|Montag, 9. November||2026-11-09
de|vor einer Woche||2026-11-11
de|12.11.||2026-11-12
de|Anfang Dezember|2026-12-07|2025-12-07
de|KW 49|2026-12-04|2025-12-05
de|zum Ersten|2026-12-01|
fr|le 15|2026-12-15|2026-11-15
fr|demain|2026-11-19|
fr|vendredi prochain|2026-11-20|
fr|fin du mois|2026-11-30|
fr|il y a deux semaines||2026-11-04
fr|1er décembre|2026-12-01|
fr|sous huit jours|2026-11-26|
fr|sous quinzaine|2026-12-03|
fr|vendredi en huit|2026-11-27|
fr|avant Noël|2026-12-24|
es|mañana|2026-11-19|
es|pasado mañana|2026-11-20|
es|el viernes que viene|2026-11-20|
es|a final de mes|2026-11-30|
es|anteayer||2026-11-16
es|el 5 de diciembre|2026-12-05|
es|la primera quincena de diciembre|2026-12-15|2025-12-15
nl|volgende week vrijdag|2026-11-27|
nl|overmorgen|2026-11-20|
nl|eind van de maand|2026-11-30|
nl|afgelopen vrijdag||2026-11-13
nl|1 december a.s.|2026-12-01|
nl|binnen twee weken|2026-12-02|
nl|eerste van de maand|2026-12-01|
"""
SUMS = """
en|€500|500.00|EUR
en|£1,234.50|1234.50|GBP
en|i will pay 600 this|600.00|
en|$1.5k|1500.00|USD
de|1.234,50 EUR|1234.50|EUR
de|500,- €|500.00|EUR
fr|1 200 €|1200.00|EUR
es|1.200 euros|1200.00|EUR
nl|€ 480,50|480.50|EUR
"""


@pytest.mark.parametrize("row", DAYS.strip().splitlines())
def test_a_day_is_worked_out_from_today(row: str) -> None:
    language, words, ahead, behind = row.split("|")
    (said,) = said_in(folded(words), (language,), 0, month_first=False)
    found = [said.day(TODAY, toward) for toward in (1, -1)]
    assert ["" if day is None else day.last.isoformat() for day in found] == [ahead, behind]


@pytest.mark.parametrize("row", SUMS.strip().splitlines())
def test_an_amount_is_read_however_its_figures_are_set(row: str) -> None:
    language, words, amount, currency = row.split("|")
    (told,) = told_in(folded(words), (language,), 0, ())
    assert (told.amount, told.currency or "") == (Decimal(amount), currency)


@pytest.mark.parametrize("words", ["invoice 2041", "pay in 3 instalments", "call 01904 555112", "at 10:30"])
def test_a_number_that_is_no_amount_is_none(words: str) -> None:
    assert told_in(words, ("en",), 0, ()) == []


def test_a_day_is_no_time_of_year_of_its_own() -> None:
    (said,) = said_in("29 february", ("en",), 0, month_first=False)
    assert said.day(date(2028, 2, 1), 1) is not None
    assert said.day(date(2026, 2, 1), 1) is None


ABSENT = """
I am out of the office until 22.11.2026.
Ich bin bis zum 22.11.2026 nicht im Büro.
Je suis absent du bureau jusqu'au 22/11/2026.
Estoy fuera de la oficina hasta el 22/11/2026.
Ik ben afwezig tot 22-11-2026.
"""


@pytest.mark.parametrize("words", ABSENT.strip().splitlines())
def test_an_absence_has_its_day_also_where_nobody_knows_the_writers_language(words: str) -> None:
    """Then words of all five languages count, and "tot" is Dutch for "until" and German for "dead"."""
    [found] = meanings(words, Known(today=TODAY, language=None, currency="", owed=()))
    assert found.kind == "out_of_office"
    assert found.day is not None
    assert found.day.last == date(2026, 11, 22)


@pytest.mark.parametrize("words", ["Please stop ringing me at work.", "You have to stop calling me."])
def test_a_stop_is_heard_also_beside_words_that_others_stop(words: str) -> None:
    [found] = meanings(words, Known(today=TODAY, language=None, currency="", owed=()))
    assert (found.kind, found.scope) == ("stop", "channel")
