"""What happened, in order: for a person to read when something should not have."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sync.rehearsal.simulation.clock import Time


@dataclass(frozen=True, slots=True)
class Event:
    """`about`: ids, numbers and addresses by which it is found again; none: it bears on everybody."""

    at: datetime
    ledger: str
    text: str
    about: frozenset[str]


@dataclass(slots=True)
class Journal:
    """All events so far. `time`: set before the first."""

    time: Time = field(default_factory=lambda: Time(datetime.min.replace(tzinfo=UTC)))
    events: list[Event] = field(default_factory=list)

    def tell(self, ledger: str, text: str, *about: str) -> None:
        """It happened now."""
        self.events.append(Event(self.time.now, ledger, text, frozenset(about)))

    def of(self, ledger: str, about: frozenset[str]) -> list[str]:
        """A line for each event in that ledger that bears on one of these, or on everybody."""
        return [
            f"{event.at:%a %Y-%m-%d %H:%M:%S}  {event.text}"
            for event in self.events
            if event.ledger == ledger and (not event.about or event.about & about)
        ]

    def digest(self) -> str:
        """The same for the same history."""
        whole = "\n".join(f"{event.at.isoformat()} {event.ledger} {event.text}" for event in self.events)
        return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()
