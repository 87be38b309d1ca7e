"""Whether a machine wrote a message, by its headers alone (RFC 3834 and older ways), and who is away."""

from __future__ import annotations

import re

from connectors.mail.parts import Whole
from connectors.mail.plain_text import header

_PRECEDENCES = ("bulk", "junk", "list", "auto_reply")
_SUPPRESSED = ("all", "oof", "autoreply")
_OTHERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Autoresponse", "List-Id")
_AWAY = re.compile(
    r"\bout of (?:the )?office\b|\bautomatic reply\b|\bauto(?:matic)?[- ]reply\b|\bon (?:annual )?leave\b"
    r"|\baway from (?:my|the) (?:desk|office)\b|\bon (?:holiday|vacation)\b|\bvacation\b"
    r"|abwesen|nicht im (?:büro|hause)|automatische antwort|\burlaub"
    r"|absen(?:t|ce)\b|réponse automatique|\ben congés?\b|\ben vacances\b"
    r"|fuera de (?:la )?oficina|ausente|respuesta automática|\bvacaciones\b"
    r"|afwezig|automatisch antwoord|niet (?:aanwezig|op kantoor)|\bvakantie\b|\bverlof\b",
    re.IGNORECASE,
)


def is_automatic(message: Whole) -> bool:
    """Whether it says of itself that no person wrote it to us."""
    submitted = header(message.get("Auto-Submitted", "no"), 100).partition(";")[0].strip().lower()
    if submitted not in ("no", ""):
        return True
    suppressed = re.split(r"[,\s]+", header(message.get("X-Auto-Response-Suppress", ""), 200).lower())
    return (
        header(message.get("Precedence", ""), 100).lower() in _PRECEDENCES
        or any(each in _SUPPRESSED for each in suppressed)
        or any(message.get(name) is not None for name in _OTHERS)
        or has_no_return(message)
    )


def has_no_return(message: Whole) -> bool:
    """Whether it was sent from the null address, which nothing may answer."""
    written = message.get("Return-Path")
    return written is not None and header(written, 300).replace(" ", "") == "<>"


def is_away(subject: str, words: str) -> bool:
    """Whether an automatic message says that somebody is not there."""
    return bool(_AWAY.search(subject) or _AWAY.search(words[:2000]))
