"""What a reply or a question of a customer's means, by rules of words in five languages.

`reading.meanings(words, known)` gives each thing that is said as a draft for a person, with its place:
nothing here decides. The laws it keeps: no claim to have paid and no promise where it is denied, asked or
conditional; what is not understood is "unclear", so that a person reads it; "stop" and "out_of_office",
which a policy may confirm by itself, only where the words can hardly mean anything else.
Here are but the facts: the rules take a moment to load, and few runs meet a reply.
"""

from dunning.intents.meaning import KINDS, Day, Kind, Known, Meaning, Owed, Sum

__all__ = ["KINDS", "Day", "Kind", "Known", "Meaning", "Owed", "Sum"]
