"""The block of calls that this process was lent (see `app_budget`), as it is used up. Pure.

The law: a call begins before its block lapses, by the clock by which the block was lent; once a block is
closed no call of it begins any more, whatever the store is told later or never.
"""

from __future__ import annotations

import msgspec

from sync.store.app_budget import LEASE, AppLimit, Back, Loan, wanted

_FIRST = 4  # calls: what a quiet pass makes


class Block(msgspec.Struct, kw_only=True):
    """`left`: calls that may begin before `lapses`, unless it is `closed`. `used`: how many did.

    `ended`, `at`, `reads`, `good`: of the ended ones, those that the store was not told of yet.
    """

    name: str
    left: int
    lapses: int
    scarce: bool
    asks: bool
    closed: bool = False
    used: int = 0
    under_way: int = 0
    ended: int = 0
    at: int = 0
    reads: int = 0
    good: bool = False


def lent(name: str, loan: Loan, now: int) -> Block:
    """The block of that loan. `now`: the instant that it was lent at, not when it came."""
    return Block(name=name, left=loan.calls, lapses=now + LEASE, scarce=loan.scarce, asks=loan.asks)


def may_begin(block: Block, now: int) -> bool:
    """Whether a call of it may begin now."""
    return not block.closed and block.left > 0 and now < block.lapses


def begin(block: Block) -> None:
    """A call begins."""
    block.left -= 1
    block.used += 1
    block.under_way += 1


def unmade(block: Block) -> None:
    """A call that had begun here never left; another may, while the block lasts."""
    block.used -= 1
    block.under_way -= 1
    block.left += not block.closed


def end(block: Block, now: int, *, metered: bool, good: bool) -> None:
    """A call ended, and the provider is done with it at `now`, which may be ahead."""
    block.under_way -= 1
    block.ended += 1
    block.at = max(block.at, now)
    block.reads += metered
    block.good = block.good or good


def told(block: Block) -> Back:
    """What the store is to be told of it."""
    return Back(
        ended=block.ended,
        at=block.at,
        reads=block.reads,
        under_way=block.under_way if block.closed else None,
        good=block.good,
    )


def kept(block: Block, back: Back) -> None:
    """The store was told that, and the transaction is through: it is told once."""
    block.ended -= back.ended
    block.reads -= back.reads
    block.good = False


def next_size(block: Block | None, limit: AppLimit) -> int:
    """How many calls to ask for after that block."""
    if block is None:
        return wanted(limit, _FIRST, used_up=False)
    return wanted(limit, max(_FIRST, block.used), used_up=block.left == 0)
