"""English words of replies; see the package above for their form."""

from dunning.intents.words.en import disputes, money, people, questions, speech

SETS = speech.SETS
PHRASES = speech.PHRASES | money.PHRASES | disputes.PHRASES | questions.PHRASES | people.PHRASES

__all__ = ["PHRASES", "SETS"]
