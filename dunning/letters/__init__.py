"""Letters: from a decided step to the words that a customer reads.

The laws they keep: a letter says what is owed with every figure from the decision, how to pay, how to
disagree, how to ask for time and whom to talk to; it is short, plain and polite, and never threatens.
Templates are handed in as values by their file names; the English ones lie beside this module.
`letter` holds the shapes, `rendering` makes the words, `lint` checks them; nothing is imported here, for
the template engine costs every command that needs none of it.
"""
