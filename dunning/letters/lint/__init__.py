"""The last reading of a letter: its amounts, what it may not say, what it must, and how plainly.

The laws it keeps: what is wrong with a letter is a `Finding` with its code; one of level "error" refuses
it, a warning is told. `message` reads what is about to leave, `templates` what it will be made of,
`words` holds the word lists of each language. Nothing is imported here, for few commands need it.
"""
