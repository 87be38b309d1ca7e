"""Xero's webhooks: sent only after the receiver passed the test that Xero calls intent to receive."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence

from connectors.sandbox.webhooks import Answer, Change, Versions, Webhook, signature
from connectors.sandbox.xero import XeroApi

_PLURAL = {"CONTACT": "Contacts", "INVOICE": "Invoices", "CREDITNOTE": "CreditNotes"}
_PATIENCE = 5.0
_TAKEN, _REFUSED = 200, 401


class XeroWebhook(Webhook):
    """All organisations of one `api`. There is no event of payments: their invoice changes.

    `intended`: the receiver passed the test.
    """

    header = "x-xero-signature"

    def __init__(self, api: XeroApi, url: str, key: str) -> None:
        self.api = api
        self.intended = False
        self._sequence = 0
        super().__init__(url, key)

    def look(self) -> Versions:
        """Everything that is told of, as it stands."""
        seen = {}
        with self.api.lock:
            for tenant, books in self.api.organisations.items():
                for contact in books.contacts.values():
                    seen[tenant, "CONTACT", contact.id] = contact.updated.isoformat()
                for invoice in books.invoices.values():
                    seen[tenant, "INVOICE", invoice.id] = invoice.updated.isoformat()
                for credit in books.credits.values():
                    if credit.kind == "credit_note":
                        seen[tenant, "CREDITNOTE", credit.id] = credit.updated.isoformat()
        return seen

    def body(self, found: Sequence[Change]) -> bytes:
        """A delivery that tells of these."""
        first = self._sequence + 1
        self._sequence += len(found)
        events = [self._event(change) for change in found if change.act != "delete"]
        return self._body(events, first, self._sequence)

    def send(self) -> Answer | None:
        """Nothing before the test is passed, which is tried first."""
        if not self.intended:
            self.intend_to_receive()
        return super().send() if self.intended else None

    def intend_to_receive(self) -> list[Answer]:
        """The test: no events, signed rightly and wrongly; sets `intended`. What was answered, in order."""
        body = self._body([], 0, 0)
        wrong = (signature(body, f"not {self.key}"), signature(body + b" ", self.key), "")
        answers = [self.post(body), *(self.post(body, signed) for signed in wrong)]
        expected = [_TAKEN, *(_REFUSED for _ in wrong)]
        self.intended = [answer.status for answer in answers] == expected and all(
            answer.seconds < _PATIENCE and not answer.body and "Set-Cookie" not in answer.headers
            for answer in answers
        )
        return answers

    def _body(self, events: Sequence[object], first: int, last: int) -> bytes:
        told = {"events": events, "firstEventSequence": first, "lastEventSequence": last}
        return json.dumps({**told, "entropy": uuid.uuid4().hex[:20].upper()}, indent=1).encode()

    def _event(self, change: Change) -> dict[str, object]:
        at = self.api.clock()
        event: dict[str, object] = {
            "resourceUrl": f"https://api.xero.com/api.xro/2.0/{_PLURAL[change.entity]}/{change.id}",
            "resourceId": change.id,
            "eventDateUtc": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}",
            "eventType": change.act.upper(),
            "eventCategory": change.entity,
            "tenantId": change.company,
            "tenantType": "ORGANISATION",
        }
        if change.entity == "CREDITNOTE":
            status = self.api.organisations[change.company].credits[change.id].status
            event["data"] = {"Type": "ACCRECCREDIT", "Status": status}
        return event
