"""The base of every error of `sync` that a person can do something about.

The command line prints its text in one line and leaves with `exit_code`. Anything else is a fault
of the program.
"""

from __future__ import annotations


class DuesyncError(Exception):
    """`exit_code`: 1 not done, 2 wrong use or configuration, 3 sign in again, 4 try later."""

    exit_code = 1
