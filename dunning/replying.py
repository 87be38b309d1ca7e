"""The policy's word on messages that come in: what is done about them without a person."""

from __future__ import annotations

import msgspec

from dunning.reading import Section


class ReplyPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """`stop`: whoever wants no more e-mails gets none from then on. `out_of_office`: an automatic absence is
    no reply, and holds nothing. `wait_for_return`: but nothing goes before the day that it names.
    """

    stop: bool = True
    out_of_office: bool = True
    wait_for_return: bool = False


DEFAULT_REPLIES = ReplyPolicy()


def read_replies(section: Section) -> ReplyPolicy:
    """`[policy.replies]`."""
    replies = ReplyPolicy(
        stop=section.flag("stop", default=True),
        out_of_office=section.flag("out_of_office", default=True),
        wait_for_return=section.flag("wait_for_return", default=False),
    )
    section.close()
    return replies
