"""Figures of a book over a period: how long it waits for its money, what was collected, what was promised.

The laws they keep: one currency each, never mixed; the order of the facts is irrelevant; a figure for which
there is too little says so, and is no number.
"""
