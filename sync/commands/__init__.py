"""What a person may do: approve, hold, agree, log, confirm the books, record money, say what went.

Each act is checked against the stage, written in one transaction, and puts the accounts it bears
on up for review. `ActError` texts name the object and say what to do.
"""

from sync.commands.addresses import address_of, end_address, write_address
from sync.commands.agreed import Outcome, Said
from sync.commands.agreements import (
    Claimed,
    claim,
    dispute,
    end,
    hand_over,
    instalments,
    promise,
    settle,
)
from sync.commands.approvals import approve, plan
from sync.commands.briefings import brief, prepared
from sync.commands.consents import Consents, consents_of, record_consent, withdraw_consent
from sync.commands.contacts import at_instant, log, opt_out, revoke_links, withdraw_contact
from sync.commands.contents import Content, content
from sync.commands.deferring import postpone, refuse, take_up_again, withdraw_approval
from sync.commands.holds import confirm_books, hold, release
from sync.commands.mailing_out import HandedOver
from sync.commands.mailing_out import hand_over as hand_over_letters
from sync.commands.messages import resolve, uncertain_messages, why_uncertain
from sync.commands.payments import Received, pay, receive, void_payment
from sync.commands.posting import Posting, posted, printed, to_post
from sync.commands.preferring import Wish, accept_learnt, end_preference, prefer, wish_of
from sync.commands.printing import Printed, posted_all, print_again, print_all
from sync.commands.proposed import Proposal, proposals
from sync.commands.ranking import in_order
from sync.commands.rewording import end_rewording, reword
from sync.commands.sorting import (
    RowsRefused,
    Wanted,
    follows,
    sort_rows,
    sorted_already,
    undo_sorting,
    waiting,
)
from sync.commands.suppressing import Known, lift, stop_everywhere, suppress, suppressed
from sync.commands.targets import ActError, the_customer, the_invoice
from sync.commands.writing_off import write_offs

__all__ = [
    "ActError",
    "Claimed",
    "Consents",
    "Content",
    "HandedOver",
    "Known",
    "Outcome",
    "Posting",
    "Printed",
    "Proposal",
    "Received",
    "RowsRefused",
    "Said",
    "Wanted",
    "Wish",
    "accept_learnt",
    "address_of",
    "approve",
    "at_instant",
    "brief",
    "claim",
    "confirm_books",
    "consents_of",
    "content",
    "dispute",
    "end",
    "end_address",
    "end_preference",
    "end_rewording",
    "follows",
    "hand_over",
    "hand_over_letters",
    "hold",
    "in_order",
    "instalments",
    "lift",
    "log",
    "opt_out",
    "pay",
    "plan",
    "posted",
    "posted_all",
    "postpone",
    "prefer",
    "prepared",
    "print_again",
    "print_all",
    "printed",
    "promise",
    "proposals",
    "receive",
    "record_consent",
    "refuse",
    "release",
    "resolve",
    "revoke_links",
    "reword",
    "settle",
    "sort_rows",
    "sorted_already",
    "stop_everywhere",
    "suppress",
    "suppressed",
    "take_up_again",
    "the_customer",
    "the_invoice",
    "to_post",
    "uncertain_messages",
    "undo_sorting",
    "void_payment",
    "waiting",
    "why_uncertain",
    "wish_of",
    "withdraw_approval",
    "withdraw_consent",
    "withdraw_contact",
    "write_address",
    "write_offs",
]
