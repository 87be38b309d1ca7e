"""Letters: from a decided step to the words that a customer reads.

The laws they keep: a letter says what is owed with every figure from the decision, how to pay, how to
disagree, how to ask for time and whom to talk to; it is short, plain and polite, and never threatens.
Templates are handed in as values by their file names; the English ones lie beside this module.
"""

from __future__ import annotations

from dunning.letters.letter import TEMPLATE_NAMES, LetterError, Rendered, Sender
from dunning.letters.lint import check
from dunning.letters.rendering import render

__all__ = ["TEMPLATE_NAMES", "LetterError", "Rendered", "Sender", "check", "render"]
