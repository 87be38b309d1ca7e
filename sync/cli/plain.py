"""What a terminal is shown of names and texts that came from elsewhere: letters, and no commands to it.

The law: whatever a command prints goes through here. A control character in a customer's name could
hide the line after it from whoever is asked to approve it, and one that turns the direction of writing
could show its amount backwards; each becomes a mark that can be seen. Line ends and tabs are our own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console

_COMMANDS = [
    *(code for code in range(0x20) if chr(code) not in "\n\t"),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),  # embeddings and overrides of the direction
    *range(0x2066, 0x206A),  # isolates
]
_SHOWN = dict.fromkeys(_COMMANDS, "\N{REPLACEMENT CHARACTER}")
_ESCAPED = {code: f"\\u{code:04x}" for code in _COMMANDS}


def plain(text: str) -> str:
    """The text with a mark for each command in it."""
    return text.translate(_SHOWN)


def escaped(json: str) -> str:
    """JSON of the same meaning, in which no command stands as it is."""
    return json.translate(_ESCAPED)


class _Plain:
    """A stream that is written to as `plain` has it; `raw`: the stream itself."""

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        return self.raw.write(plain(text))

    def writelines(self, lines: Iterable[str]) -> None:
        self.raw.writelines(plain(each) for each in lines)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


@contextmanager
def plainly() -> Iterator[None]:
    """Until the block ends, both outputs are written to so."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Plain(before[0]), _Plain(before[1])
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def console() -> Console:
    """Where tables go. Names out of a ledger are shown as they are, whatever brackets they hold.

    It colours what it prints by commands of its own, so it writes to the stream itself.
    """
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Plain(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            for text, style, control in super().render(renderable, options):
                yield Segment(text if control else plain(text), style, control)

    return Plain(file=raw(sys.stdout), highlight=False, markup=False, emoji=False)


def raw(stream: TextIO) -> TextIO:
    """The stream behind, where it is one of ours."""
    return stream.raw if isinstance(stream, _Plain) else stream
