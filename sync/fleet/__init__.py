"""Many workers on one PostgreSQL: the same passes, shared out by an engine that exists, procrastinate.

The law: a job says only whose turn it is. What is due is asked of the store when the turn begins, and the
ledger's lease and fence are what keeps two passes apart; the engine's locks are a courtesy.
"""
