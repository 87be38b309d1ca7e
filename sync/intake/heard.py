"""What came in by mail, counted."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Heard:
    """What came in. `new`: numbers of those kept; `known`: were there already; `left`: of machines, and about
    nobody, or another ledger's; `own`: messages of ours that came back as copies. `waiting`: for a person,
    `unmatched` of those. `problem`: why the inbox could not be read to its end.
    """

    new: list[int] = field(default_factory=list)
    waiting: int = 0
    unmatched: int = 0
    known: int = 0
    left: int = 0
    own: int = 0
    problem: str | None = None

    def add(self, other: Heard) -> None:
        """And what came besides."""
        self.new += other.new
        for name in ("waiting", "unmatched", "known", "left", "own"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
