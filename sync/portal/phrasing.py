"""What our books answer a customer at once, in a model's words where one is configured; else in ours alone.

The law: the model gets no figure, no name and no word of the customer's; the facts are put into its sentences
here, from what that customer sees anyway. Where anything is wrong with it, or it takes too long, the plain
answer stands. What was said in its words is told in the audit chain.
"""

from __future__ import annotations

from msgspec.structs import replace

from connectors.errors import ConnectorError
from connectors.phrasing import phrased
from dunning.aging import past_due
from dunning.letters.wording import day, money, one_line
from dunning.phrasing import filled
from dunning.reaching import LANGUAGE_WORDS
from sync import logs
from sync.office import Office
from sync.portal import BY
from sync.portal.asking import Answer
from sync.portal.seen import Seen
from sync.portal.transfer import reference_of
from sync.portal.visitor import Visitor
from sync.secrets import SecretsError
from sync.store import ledgers
from sync.store.chain import tell

_PLACES = {
    "open": "the sum of all that is open",
    "overdue": "the part of it that is past its due date",
    "oldest_due": "the day on which the oldest of that was due",
    "invoices": "the numbers of the invoices",
    "reference": "what to give as reference of a transfer",
    "firm": "the firm's name",
}
_NEEDED = {"owed": "open", "how_to_pay": "reference", "invoice_copy": "invoices", "who": "firm"}
_MOST_SECONDS = 8.0  # that a customer waits for nicer words


def said(office: Office, visitor: Visitor, seen: Seen, answer: Answer) -> str:
    """The answer in the model's words, with our facts; "" where it is to be the plain one."""
    facts = _facts(seen, answer)
    needed = {_NEEDED[each] for each in answer.asks}
    if not needed <= facts.keys():
        return ""
    places = {name: _PLACES[name] for name in facts}
    try:
        model = office.config.phrasing()
        if model is None:
            return ""
        brief = replace(model, timeout=min(model.timeout, _MOST_SECONDS))
        written = phrased(answer.asks, places, needed, LANGUAGE_WORDS[seen.language], brief)
    except (ConnectorError, SecretsError) as error:
        logs.trouble("an answer was not phrased by the model", error)
        return ""
    words = filled(written, facts, needed, seen.language)
    if words is None:
        logs.note("the model's words were not used", ledger=visitor.ledger.name)
        return ""
    with office.store.write() as connection:
        ledgers.lock(connection, visitor.ledger.id)
        told = {"act": "answer in a model's words", "words": words}
        tell(connection, visitor.ledger.id, "act", told, of=str(visitor.customer), by=BY)
    return words


def _facts(seen: Seen, answer: Answer) -> dict[str, str]:
    """What may stand in the answer, as this customer's page tells it."""
    facts = {"firm": one_line(seen.sender.name)}
    owing = [sheet for sheet in seen.owing if sheet.open > 0]
    if not owing:
        return facts
    numbers = [one_line(each.number or each.id) for sheet in owing for each in sheet.invoices]
    facts["open"] = " + ".join(money(sheet.open, sheet.currency, seen.locale) for sheet in owing)
    facts["invoices"] = ", ".join(answer.invoices or numbers)
    facts["reference"] = reference_of(seen)
    late = [sheet for sheet in owing if sheet.overdue > 0]
    if late:
        due = [each.due_on for sheet in late for each in past_due(sheet.invoices, sheet.today) if each.due_on]
        facts["overdue"] = " + ".join(money(each.overdue, each.currency, seen.locale) for each in late)
        facts["oldest_due"] = day(min(due), seen.locale)
    return facts
