"""Leaving: a ledger is unlinked, exported, taken up in another store, and deleted on a stated day.

The laws: nothing that went is forgotten on the way, so nothing is done twice; nothing is deleted
before its unlinking was through; and of what was deleted a receipt stays.
"""
