"""QuickBooks' webhooks: CloudEvents, or the older `eventNotifications`. One delivery, all companies."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.webhooks import Change, Versions, Webhook

_TOLD_OF = ("CreditMemo", "Customer", "Invoice", "JournalEntry", "Payment", "RefundReceipt")
_DONE = {"create": "created", "update": "updated", "delete": "deleted"}


class QuickBooksWebhook(Webhook):
    """`shape`: which of the two. What is attached is never told of, as there."""

    header = "intuit-signature"

    def __init__(
        self,
        companies: Sequence[QuickBooksApi],
        url: str,
        key: str,
        shape: Literal["cloud_events", "event_notifications"] = "cloud_events",
    ) -> None:
        self.companies = {api.realm_id: api for api in companies}
        self.shape = shape
        super().__init__(url, key)

    def look(self) -> Versions:
        """Everything that is told of, as it stands."""
        seen = {}
        for realm, api in self.companies.items():
            with api.lock:
                for entity in _TOLD_OF:
                    for id_, row in api.company.rows[entity].items():
                        seen[realm, entity, id_] = f"{row['SyncToken']} {row['MetaData']['LastUpdatedTime']}"
        return seen

    def body(self, found: Sequence[Change]) -> bytes:
        """A delivery that tells of these."""
        if self.shape == "cloud_events":
            return json.dumps([self._cloud_event(change) for change in found]).encode()
        by_realm = defaultdict(list)
        for change in found:
            at = f"{self.companies[change.company].clock():%Y-%m-%dT%H:%M:%S}.657Z"
            told = {"id": change.id, "operation": change.act.title(), "name": change.entity}
            by_realm[change.company].append({**told, "lastUpdated": at})
        notifications = [
            {"realmId": realm, "dataChangeEvent": {"entities": entities}}
            for realm, entities in by_realm.items()
        ]
        return json.dumps({"eventNotifications": notifications}).encode()

    def _cloud_event(self, change: Change) -> dict[str, object]:
        return {
            "specversion": "1.0",
            "id": str(uuid.uuid4()),
            "source": "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
            "type": f"qbo.{change.entity.lower()}.{_DONE[change.act]}.v1",
            "datacontenttype": "application/json",
            "time": f"{self.companies[change.company].clock():%Y-%m-%dT%H:%M:%S.%f}517Z",
            "intuitentityid": change.id,
            "intuitaccountid": change.company,
            "data": {},
        }
