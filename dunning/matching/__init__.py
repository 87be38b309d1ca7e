"""Money received, and money that went back: which invoices it pays, how sure that is, and why. Pure."""

from __future__ import annotations

from dunning.matching.match import match
from dunning.matching.money import Arrived, Confidence, Entered, Known, Match, Owed

__all__ = ["Arrived", "Confidence", "Entered", "Known", "Match", "Owed", "match"]
