"""`dunning` thinks: facts of a ledger in, decisions out.

Pure by rule: no I/O, clock, logging or randomness. What it needs from outside (the time, the
calendar, templates, rule packs) is handed in as values; `tests/house` walks the syntax trees and
refuses anything else.
"""
