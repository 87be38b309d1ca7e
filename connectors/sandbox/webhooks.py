"""Webhooks as the emulated providers send them: what changed since the last delivery, over real HTTP.

Changes are found by looking at the books, not by every act telling of itself: what is changed by
hand, by the API or by an act is told of alike. A delivery that is not taken is sent again with what
changed meanwhile, as long as someone asks for it to be sent.
"""

from __future__ import annotations

import hmac
import threading
import time
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import requests

Versions = Mapping[tuple[str, str, str], str]
"""(company, entity, id) -> a text that changes with the object."""

_TIMEOUT = 5.0
_TAKEN = 200


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was made, changed or deleted."""

    company: str
    entity: str
    id: str
    act: Literal["create", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the receiver answered, and after how many seconds."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    seconds: float


def signature(body: bytes, key: str) -> str:
    """Base64 of HMAC-SHA256."""
    return b64encode(hmac.new(key.encode(), body, "sha256").digest()).decode()


def changes(before: Versions, after: Versions) -> list[Change]:
    """What happened between two looks."""
    found = []
    for name, version in after.items():
        if name not in before:
            found.append(Change(*name, "create"))
        elif before[name] != version:
            found.append(Change(*name, "update"))
    return found + [Change(*name, "delete") for name in before if name not in after]


class Webhook(ABC):
    """One address that hears of changes from now on. `header`: which one holds the signature."""

    header: str

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.key = key
        self._told = self.look()

    @abstractmethod
    def look(self) -> Versions:
        """Everything that is told of, as it stands."""

    @abstractmethod
    def body(self, found: Sequence[Change]) -> bytes:
        """A delivery that tells of these."""

    def post(self, body: bytes, signed: str | None = None) -> Answer:
        """One delivery; `signed`: another signature than the right one. `OSError` when nobody listens."""
        headers = {
            self.header: signature(body, self.key) if signed is None else signed,
            "Content-Type": "application/json",
        }
        with requests.Session() as session:
            session.trust_env = False  # a proxy would not find this machine's own addresses
            began = time.monotonic()
            got = session.post(self.url, body, headers=headers, timeout=_TIMEOUT)
            return Answer(got.status_code, got.content, got.headers, time.monotonic() - began)

    def send(self) -> Answer | None:
        """Tell of all that changed since the last delivery that was taken; `None` when nothing did."""
        now = self.look()
        found = changes(self._told, now)
        if not found:
            return None
        answer = self.post(self.body(found))
        if answer.status == _TAKEN:
            self._told = now
        return answer


class Telling:
    """A thread that sends what there is to send, every `seconds`, until stopped."""

    def __init__(self, webhooks: Sequence[Webhook], seconds: float = 1.0) -> None:
        self._webhooks = webhooks
        self._seconds = seconds
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tell, daemon=True)
        self._thread.start()

    def _tell(self) -> None:
        while not self._over.wait(self._seconds):
            for webhook in self._webhooks:
                with suppress(OSError):  # nobody listens yet: told at the next turn
                    webhook.send()

    def stop(self) -> None:
        """Send no more."""
        self._over.set()
        self._thread.join()
