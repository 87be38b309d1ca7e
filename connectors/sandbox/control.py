"""The sandbox's own face: JSON over HTTP, for a person trying by hand and for tests in another process.

GET  /mail                    a page: every message, to be read and answered as its reader would
GET  /ledgers                 open balances, open invoices, calls and metered calls of each ledger
GET  /messages                what the mail server accepted
GET  /texts                   every text message, out and in
GET  /online                  every payment at Stripe
GET  /calls?ledger=           method, path, query and status of each call
GET  /notes?number=           notes on an invoice      (&ledger= where both ledgers have the number)
GET  /payments?number=        payments on an invoice
POST /pay                     {"number", "amount", "on"?, "ledger"?}
POST /void                    {"number", "ledger"?}
POST /journal                 {"number", "amount"}: posted to its customer (QuickBooks; below 0: credit)
POST /send                    {"number"}: the ledger itself e-mails that invoice (QuickBooks)
POST /remind                  {"ledger", "on"}: the ledger's own reminders (Xero)
POST /revoke                  {"ledger"}: its grants end
POST /reply                   {"text", "message_id"?, "from"?, "to"?, "subject"?, "headers"?}: a customer
                              answers a message, the newest unless it is named; over IMAP it is read
POST /mailbox                 {"act": "renumber", "mailbox"}: another UIDVALIDITY;
                              {"act": "expire" | "revoke"}: the access tokens, or the grants, of mailboxes end
POST /text                    {"from", "body"}: somebody texts our number
POST /handset                 {"number", "code"}: what becomes of texts to it (30006, say; none: they arrive)
POST /payment                 {"act": "settle" | "fail" | "refund" | "dispute" | "win" | "lose", "payment",
                              "amount"?}: what becomes of a payment at Stripe
POST /faults                  {"ledger", "match", "action", ...} as `faults.Fault`; {"ledger", "clear": true};
                              {"ledger": "twilio" | "stripe", ...} as of a ledger;
                              {"ledger": "mail", "failure", "recipient"?, "times"?} as `MailServer.fail`;
                              {"ledger": "imap", "failure", "times"?} as `ImapServer.fail`

Amounts are strings. A bad request gets 400 with {"error"}, an unknown number or address 404.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from email.message import EmailMessage
from itertools import count
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from werkzeug import Request, Response

from connectors.sandbox.clock import Clock
from connectors.sandbox.faults import Fault, Faults
from connectors.sandbox.imap.server import ImapServer
from connectors.sandbox.letterbox import as_page
from connectors.sandbox.mail import MailServer, Received
from connectors.sandbox.mail_sign_in import MailSignInApi
from connectors.sandbox.replying import reply
from connectors.sandbox.server import Call
from connectors.sandbox.stripe import StripeApi
from connectors.sandbox.twilio import TwilioApi

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Source(Protocol):
    """An emulated ledger with its acts at the source."""

    lock: RLock
    calls: list[Call]
    faults: Faults

    def metered_calls(self) -> int:
        """Calls that the provider would count."""

    def open_balances(self) -> dict[str, Decimal]:
        """Sums of the open sales invoices by currency."""

    def number_of_open_invoices(self) -> int:
        """How many are open."""

    def balance_of(self, number: str) -> Decimal:
        """What is due on that invoice. `LookupError` when there is none."""

    def pay(self, number: str, amount: Decimal, on: date | None = None) -> str:
        """A payment recorded by hand; its id."""

    def void(self, number: str) -> None:
        """Void an invoice."""

    def notes_on(self, number: str) -> list[str]:
        """Notes written on that invoice."""

    def payments_on(self, number: str) -> list[tuple[Decimal, str | None, str]]:
        """Amount, reference and status of each payment on it."""

    def revoke_grants(self) -> None:
        """Every grant ends."""

    def act(self, name: str, sent: Mapping[str, Any]) -> None:
        """An act that not every ledger knows. `LookupError` when this one does not."""


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return "" if body is None else str(body.get_content())


def _received(one: Received) -> dict[str, Any]:
    return {
        "from": one.sender,
        "to": list(one.recipients),
        "subject": str(one.message["Subject"]),
        "message_id": str(one.message["Message-ID"]),
        "text": _text(one.message),
    }


class Control:
    """The WSGI application. `sources`: provider -> its emulation."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        mail: MailServer,
        imap: ImapServer,
        mail_sign_in: MailSignInApi,
        texts: TwilioApi,
        payments: StripeApi,
        clock: Clock,
    ) -> None:
        self._sources = sources
        self._mail = mail
        self._imap = imap
        self._mail_sign_in = mail_sign_in
        self._texts = texts
        self._payments = payments
        self._clock = clock
        self._replies = count(1)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        try:
            if request.path.strip("/") == "mail":
                return self._letterbox(request)(environ, start_response)
            shape, status = self._answer(request), 200
        except LookupError as error:
            shape, status = {"error": str(error)}, 404
        except (ValueError, TypeError, InvalidOperation) as error:
            shape, status = {"error": str(error)}, 400
        text = json.dumps(shape, ensure_ascii=False, indent=1)
        return Response(text, status, content_type="application/json")(environ, start_response)

    def _letterbox(self, request: Request) -> Response:
        told = ""
        if request.method == "POST":
            self._replied(request.form)
            told = "Your answer is there: the next run reads it."
        return Response(as_page(self._mail.messages, told), content_type="text/html; charset=utf-8")

    def _replied(self, sent: Mapping[str, Any]) -> None:
        to, raw = reply(self._mail.messages, sent, self._clock(), next(self._replies))
        self._imap.deliver(to, raw)

    def _answer(self, request: Request) -> object:
        match request.method, request.path.strip("/"):
            case "GET", "ledgers":
                return {name: self._ledger(source) for name, source in self._sources.items()}
            case "GET", "messages" | "texts" | "online" as asked:
                return self._passed(asked)
            case "GET", "calls" | "notes" | "payments" as asked:
                return self._listed(asked, request.args)
            case "POST", "reply":
                self._replied(_object(request))
                return {"done": True}
            case "POST", "pay" | "void" | "revoke" | "journal" | "send" | "remind" as act:
                return self._acted(act, _object(request))
            case "POST", "faults" | "text" | "handset" | "mailbox" | "payment" as act:
                return self._at_a_channel(act, _object(request))
        msg = f"nothing answers {request.method} {request.path}"
        raise LookupError(msg)

    def _ledger(self, source: Source) -> dict[str, Any]:
        with source.lock:
            return {
                "open_balances": {currency: str(sum_) for currency, sum_ in source.open_balances().items()},
                "open_invoices": source.number_of_open_invoices(),
                "calls": len(source.calls),
                "metered_calls": source.metered_calls(),
            }

    def _passed(self, asked: str) -> object:
        if asked == "messages":
            return [_received(one) for one in self._mail.messages]
        return self._texts.told() if asked == "texts" else self._payments.shown()

    def _listed(self, asked: str, query: Mapping[str, str]) -> object:
        source = self._source(query)
        if asked == "calls":
            with source.lock:
                calls = list(source.calls)
            return [
                {"method": one.method, "path": one.path, "query": one.query, "status": one.status}
                for one in calls
            ]
        if asked == "notes":
            return source.notes_on(query.get("number", ""))
        return [
            {"amount": str(amount), "reference": reference, "status": status}
            for amount, reference, status in source.payments_on(query.get("number", ""))
        ]

    def _acted(self, act: str, sent: dict[str, Any]) -> object:
        source, number = self._source(sent), str(sent.get("number", ""))
        if act == "pay":
            on = date.fromisoformat(sent["on"]) if sent.get("on") else None
            return {"id": source.pay(number, Decimal(str(sent.get("amount"))), on)}
        if act == "void":
            source.void(number)
        elif act == "revoke":
            source.revoke_grants()
        else:
            source.act(act, sent)
        return {"done": True}

    def _turned(self, sent: dict[str, Any]) -> None:
        match sent.get("act"):
            case "renumber":
                self._imap.renumber(str(sent.get("mailbox", "")))
            case "expire":
                self._mail_sign_in.expire()
            case "revoke":
                self._mail_sign_in.revoke_grants()
            case other:
                msg = f"nothing can {other!r} a mailbox here"
                raise LookupError(msg)

    def _at_a_channel(self, act: str, sent: dict[str, Any]) -> object:
        if act == "faults":
            self._faulted(sent)
        elif act == "mailbox":
            self._turned(sent)
        elif act == "payment":
            self._payments.act(str(sent.get("act")), sent)
        elif act == "text":
            return {"sid": self._texts.text(str(sent.get("from", "")), str(sent.get("body", ""))).sid}
        else:
            code = sent.get("code")
            self._texts.meets(str(sent.get("number", "")), None if code is None else int(code))
        return {"done": True}

    def _faulted(self, sent: dict[str, Any]) -> None:
        wanted = {key: value for key, value in sent.items() if key != "ledger"}
        servers: dict[object, MailServer | ImapServer] = {"mail": self._mail, "imap": self._imap}
        if (server := servers.get(sent.get("ledger"))) is not None:
            if wanted.pop("clear", False):
                server.heal()
            else:
                server.fail(**wanted)
            return
        channels: dict[object, Faults] = {"twilio": self._texts.faults, "stripe": self._payments.faults}
        faults = channels.get(sent.get("ledger")) or self._source(sent).faults
        if wanted.pop("clear", False):
            faults.clear()
        else:
            faults.add(Fault(**wanted))

    def _source(self, sent: Mapping[str, Any]) -> Source:
        """The ledger that is named, or the only one that has the invoice number."""
        if (name := sent.get("ledger")) is not None:
            if name not in self._sources:
                msg = f"no ledger {name!r} here, only {', '.join(self._sources)}"
                raise LookupError(msg)
            return self._sources[name]
        having = [source for source in self._sources.values() if _has(source, str(sent.get("number", "")))]
        if len(having) != 1:
            msg = f"{len(having)} ledgers have an invoice {sent.get('number')!r}: name the ledger"
            raise LookupError(msg)
        return having[0]


def _object(request: Request) -> dict[str, Any]:
    sent = json.loads(request.get_data() or b"{}")
    if not isinstance(sent, dict):
        msg = "a JSON object is expected"
        raise TypeError(msg)
    return sent


def _has(source: Source, number: str) -> bool:
    try:
        source.balance_of(number)
    except LookupError:
        return False
    return True
