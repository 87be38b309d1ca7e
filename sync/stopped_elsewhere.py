"""What must not leave before it is known that nobody stopped it with another ledger of the firm."""

from __future__ import annotations

from collections.abc import Sequence

from sync.delivered import notify_of
from sync.store.outbox import Effect
from sync.ways import BY_TELEPHONE
from sync.work import Work


class Elsewhere:
    """The stops of one run that are looked for with other ledgers.

    `kept_back`: what waits, as one of them could not be asked, by its effect's id: why.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._asked: set[int] = set()
        self.kept_back: dict[int, str] = {}

    def hear(self, ready: Sequence[Effect]) -> None:
        """Ask about all of these, whether or not they were asked about before: it may be long ago."""
        if self._work.redirect_to is not None or not ready:
            return
        self._asked.update(effect.id for effect in ready)
        acts = {effect.id: notify_of(effect) for effect in ready}
        numbers = {each for act in acts.values() if act.channel in BY_TELEPHONE for each in act.recipients}
        emails = {each for act in acts.values() for each in act.recipients} - numbers
        waits = self._work.hear_elsewhere(emails, numbers)
        for id_, act in acts.items():
            why = next((waits[each] for each in act.recipients if each in waits), None)
            if why is not None:
                self.kept_back[id_] = why

    def without(self, ready: Sequence[Effect]) -> list[Effect]:
        """Those that may go. What was decided since `hear` is asked about now."""
        self.hear([effect for effect in ready if effect.id not in self._asked])
        return [effect for effect in ready if effect.id not in self.kept_back]

    def remarks(self) -> list[str]:
        """Why some of them wait, each reason once."""
        return list(dict.fromkeys(self.kept_back.values()))
