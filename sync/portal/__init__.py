"""The page that a customer who owes has of their own: who may see it, what it shows, what can be said there.

The law: a link opens just that customer, with those who are billed with them, in that ledger; looking at
anything changes nothing; what is said is a fact as if a person had recorded it, and the engine looks anew.
"""

BY = "customer, on their page"  # who acted, for the record
WHERE = "on their page"
