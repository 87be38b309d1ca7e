"""What a person may do: approve, hold, release, confirm the books, record money, say what went.

Each act is checked against the stage, written in one transaction, and puts the accounts it bears
on up for review. `ActError` texts name the object and say what to do.
"""

from sync.commands.approvals import Proposal, approve, letter, plan, proposals
from sync.commands.holds import confirm_books, hold, release
from sync.commands.messages import resolve, uncertain_messages
from sync.commands.payments import Received, pay, receive, void_payment
from sync.commands.targets import ActError, the_customer, the_invoice

__all__ = [
    "ActError",
    "Proposal",
    "Received",
    "approve",
    "confirm_books",
    "hold",
    "letter",
    "pay",
    "plan",
    "proposals",
    "receive",
    "release",
    "resolve",
    "the_customer",
    "the_invoice",
    "uncertain_messages",
    "void_payment",
]
