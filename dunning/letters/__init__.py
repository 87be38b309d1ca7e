"""Letters: from a decided step to the words that a customer reads.

The laws they keep: a letter says what is owed with every figure from the decision, how to pay, how to
disagree, how to ask for time and whom to talk to; it is short, plain and polite, and never threatens.
Templates are handed in as values by their names: a folder for each language (`de/firm.j2`, and the fixed
words of all its letters in `de/words.j2`), and `frames/` for what stands around them in every language.
`letter` holds the shapes, `facts` what a template may name, `rendering` lays one into the other; `courtesy`
and `sms` make what is no demand by mail; `lint` reads all of it over. Nothing is imported here, for the
template engine costs every command that needs none of it.
"""
