"""A reply's own words apart from those it repeats, in the ways that mail programs write in five languages.

The law: nothing is lost: what is not the sender's own is quoted, and both are kept. Where it is not sure, a
line is the sender's own. The libraries that do this (mail-parser-reply, email-reply-parser, quotequail) cut
what is written below a quote, take "Best regards" for the end, or search strangers' text by expressions
that take minutes on text made for it.
"""

from __future__ import annotations

import re

_LONGEST_LINE = 1000
_HEAD_LINES = 6  # of an Outlook head: From, Sent, To, Cc, Subject, Importance
# "On 3 May 2026 at 10:12, Robin <robin@x> wrote:", which programs also wrap over two or three lines
_WROTE = re.compile(
    r"(?:on|am|le|el|op)\b.{5,400}(?:wrote|schrieb|a écrit|escribió|schreef)\b.{0,200}:\s*$"
    r"|.{5,300}<[^<>\s]{3,254}>\s*(?:wrote|schrieb|a écrit|escribió|schreef)\s?:\s*$",
    re.IGNORECASE,
)
_BY_A_PROGRAM = re.compile(r"@|\d{1,2}[:.h]\d\d")  # an address or the time of day: people write neither
_BEGINS_WROTE = re.compile(r"(?:on|am|le|el|op)\s+\S", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"[-_*\s]{2,}(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht"
    r"|message d'origine|message original|message transféré|mensaje original|mensaje reenviado"
    r"|oorspronkelijk bericht|doorgestuurd bericht)[-_*\s]{2,}$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[*_\s]{0,3}(?P<name>from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoyé|date|à|objet"
    r"|enviado|enviado el|fecha|para|asunto|van|verzonden|aan|onderwerp)\s?:[*_]{0,2}\s*\S",
    re.IGNORECASE,
)
_FROM = ("from", "von", "de", "van")
_RULE = re.compile(r"[_\-=]{10,}\s*$")
_SIGNATURE = re.compile(r"--\s?$")
_SENT_FROM = re.compile(
    r"(?:sent from my|sent from outlook|get outlook for|von meinem .{0,40}gesendet|gesendet von"
    r"|envoyé de mon|envoyé depuis|obtenez outlook|enviado desde mi|obtener outlook|verzonden vanaf"
    r"|verstuurd vanaf)\b.{0,80}$",
    re.IGNORECASE,
)


def apart(text: str) -> tuple[str, str]:
    """(own words, the rest), each in its order."""
    lines = text.split("\n")
    own: list[str] = []
    rest: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place].strip()[:_LONGEST_LINE]
        if _begins_the_rest(lines, place, line):
            rest += lines[place:]
            break
        taken = _wrote(lines, place, line)
        if taken and not _is_programs(lines, place, taken):
            taken = 0
        if taken:
            rest += lines[place : place + taken]
            place += taken
            if not _is_quote(_next(lines, place)):  # it stands as it was, without marks: all below is quoted
                rest += lines[place:]
                break
            continue
        (rest if _is_quote(line) or _SENT_FROM.match(line) else own).append(lines[place])
        place += 1
    return _tidy(own), _tidy(rest)


def _is_programs(lines: list[str], place: int, taken: int) -> bool:
    """Whether a mail program wrote that somebody wrote, not the sender: then what follows is repeated."""
    said = " ".join(lines[place : place + taken])[:_LONGEST_LINE]
    return bool(_BY_A_PROGRAM.search(said)) or _is_quote(_next(lines, place + taken))


def _is_quote(line: str) -> bool:
    return line.startswith(">")


def _next(lines: list[str], place: int) -> str:
    return next((each.strip() for each in lines[place : place + 4] if each.strip()), "")


def _begins_the_rest(lines: list[str], place: int, line: str) -> bool:
    """Whether from here on all is a signature, or the message that is answered, as Outlook repeats it."""
    if _SIGNATURE.fullmatch(line) or _ORIGINAL.match(line):
        return True
    if _RULE.match(line):
        return _is_head(lines, place + 1)
    return _is_head(lines, place)


def _is_head(lines: list[str], place: int) -> bool:
    """Whether a sender's field and two more stand here."""
    near = [each.strip()[:_LONGEST_LINE] for each in lines[place : place + _HEAD_LINES + 2] if each.strip()]
    fields = [match["name"].lower() for each in near[:_HEAD_LINES] if (match := _FIELD.match(each))]
    return bool(near and fields and _FIELD.match(near[0]) and fields[0] in _FROM and len(set(fields)) > 2)  # noqa: PLR2004 - two may stand in any letter


def _wrote(lines: list[str], place: int, line: str) -> int:
    """How many lines say who wrote what follows; 0: none does."""
    if _is_quote(line) or not line:
        return 0
    if _WROTE.match(line):
        return 1
    if not _BEGINS_WROTE.match(line):
        return 0
    for number in (2, 3):
        joined = " ".join(each.strip() for each in lines[place : place + number])[:_LONGEST_LINE]
        if joined.rstrip().endswith(":") and _WROTE.match(joined):
            return number
    return 0


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(each.rstrip() for each in lines)).strip("\n ")
