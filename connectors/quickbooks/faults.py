"""What QuickBooks' refusals mean, read from the status first and the body second. Pure.

A fault comes as JSON with a capital ("Fault", from the API) or without ("fault", from the gateway),
as XML, as a web page, or as nothing; its code as text, zero-padded, or a number; at any status.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from connectors.errors import Changed, ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from connectors.http import BROKEN, LATER, SOON, Answer, redact, retry_after

THROTTLED: Final = 60.0  # seconds that Intuit asks to stay away after a 429; it sends no Retry-After
STALE: Final = "5010"
MISSING: Final = "610"
CLOSED: Final = "6210"
_TO_DO: Final = {
    CLOSED: "the books are closed for that date: open the period in QuickBooks, or give it a later date",
    "6540": "it stands in a bank deposit: take it out of that deposit in QuickBooks first",
    MISSING: "what it names was deleted or made inactive in QuickBooks",
}
_NO_GRANT: Final = frozenset({"120", "3100", "3200", "6190"})
THROTTLE: Final = "3001"
_EDGE: Final = 16_384  # bytes at either end of a page, where a fault of its own would stand beside the rows
_XML_CODE = re.compile(rb"<Error\b[^>]*\bcode=[\"'](\w+)[\"']")
_XML_TEXT = re.compile(rb"<(?:Message|Detail)>(.*?)</(?:Message|Detail)>", re.DOTALL)


class _Upper(msgspec.Struct, frozen=True, rename="pascal"):
    message: str | None = None
    detail: str | None = None
    code: str | int | None = msgspec.field(default=None, name="code")


class _Lower(msgspec.Struct, frozen=True):
    message: str | None = None
    detail: str | None = None
    code: str | int | None = None


class _UpperFault(msgspec.Struct, frozen=True):
    Error: tuple[_Upper, ...] | None = None


class _LowerFault(msgspec.Struct, frozen=True):
    error: tuple[_Lower, ...] | None = None


class _Body(msgspec.Struct, frozen=True):
    Fault: _UpperFault | None = None
    fault: _LowerFault | None = None


class Complaint(msgspec.Struct, frozen=True):
    """A fault's first code, without zeros in front, and its words, redacted."""

    code: str
    text: str


def _of_json(errors: tuple[_Upper, ...] | tuple[_Lower, ...] | None) -> Complaint:
    said: list[str] = []
    for error in errors or ():
        for part in (error.message, error.detail):
            if part and part not in said:
                said.append(part)
    code = str(errors[0].code or "") if errors else ""
    return Complaint(code.lstrip("0"), redact(": ".join(said)))


class _Sort(msgspec.Struct, frozen=True):
    type: str | None = None


def breaks_down(raw: bytes) -> bool:
    """Whether a fault inside a batch is the service's own, so that its member may have been done."""
    try:
        return (msgspec.json.decode(raw, type=_Sort).type or "").lower() in {"systemfault", "service"}
    except BROKEN:
        return True


def fault_alone(raw: bytes) -> Complaint:
    """The fault inside one part of a change feed's or batch's answer."""
    try:
        upper = msgspec.json.decode(raw, type=_UpperFault).Error
        return _of_json(upper or msgspec.json.decode(raw, type=_LowerFault).error)
    except BROKEN:
        return Complaint("", redact(raw.decode("utf-8", "replace")))


def complaint(body: bytes) -> Complaint | None:
    """The fault that an answer's body holds; `None` where it holds none."""
    if body.lstrip().startswith(b"<") and b"<Fault" in body:  # else it may be a word in a memo
        code = _XML_CODE.search(body)
        said = b": ".join(_XML_TEXT.findall(body)).decode("utf-8", "replace")
        return Complaint(code.group(1).decode("ascii", "replace").lstrip("0") if code else "", redact(said))
    edges = body if len(body) <= 2 * _EDGE else body[:_EDGE] + body[-_EDGE:]
    if b'"Fault"' not in edges and b'"fault"' not in edges:  # saves a second parse of every good page
        return None
    try:
        found = msgspec.json.decode(body, type=_Body)
    except BROKEN:
        return None
    if found.Fault is not None:
        return _of_json(found.Fault.Error)
    return _of_json(found.fault.error) if found.fault is not None else None


def request_id(answer: Answer) -> str:
    """Intuit's own id of the call, which their support asks for."""
    return answer.headers.get("intuit_tid") or answer.headers.get("Intuit-Tid") or ""


def _is_page(answer: Answer) -> bool:
    kind = answer.headers.get("Content-Type", "").lower()
    return "html" in kind or (answer.body.lstrip()[:1] == b"<" and b"<Fault" not in answer.body)


def unclear(answer: Answer, *, writing: bool, about: str, why: str) -> ConnectorError:
    """No usable answer came: a read may be repeated at once, a write may have been carried out."""
    tid = request_id(answer)
    if writing:
        text = f"{why}; whether it was carried out is not known"
        return Uncertain(text, about=about, status=answer.status, request_id=tid)
    return TryLater(why, after=SOON, about=about, status=answer.status, request_id=tid)


def refusal(
    said: Complaint, *, about: str, status: int | None = None, request_id: str = ""
) -> ConnectorError:
    """What a fault means by its code alone."""
    kind: type[ConnectorError] = Refused
    if said.code == STALE:
        kind = Changed
    elif said.code in _NO_GRANT:
        kind = SignInAgain
    elif said.code == THROTTLE:
        kind = TryLater
    words = said.text or "no reason given"
    text = f"QuickBooks refused: {words}" + (f" (code {said.code})" if said.code else "")
    text += f"; {_TO_DO[said.code]}" if said.code in _TO_DO else ""
    return kind(text, about=about, status=status, code=said.code, request_id=request_id)


def trouble(answer: Answer, *, writing: bool, about: str, begins: bytes = b"{") -> ConnectorError | None:
    """The error that an answer stands for, to be raised; `None` for a good one, which `begins` so.

    Throttled: `TryLater` with code 3001 and `after` >= 60. Broken: `Uncertain` when `writing`, else
    `TryLater` with 0.
    """
    said, fine = complaint(answer.body), answer.body.lstrip().startswith(begins)
    if answer.status == 200 and said is None and fine:  # noqa: PLR2004  # HTTP's
        return None  # before the words for a bad one are looked for, which takes longer than reading a page
    return _meaning(answer, said, fine=fine, writing=writing, about=about)


def _meaning(
    answer: Answer, said: Complaint | None, *, fine: bool, writing: bool, about: str
) -> ConnectorError | None:
    status, tid = answer.status, request_id(answer)
    if status == 429 or (said and said.code == THROTTLE):  # noqa: PLR2004  # too many requests
        after = max(THROTTLED, retry_after(answer.headers, THROTTLED))
        text = "QuickBooks has had too many calls for now"
        return TryLater(text, after=after, about=about, status=status, code=THROTTLE, request_id=tid)
    why = f"QuickBooks answered {status}: {said.text if said else answer.text or 'nothing'}"
    if status >= 500 or status < 200 or 300 <= status < 400 or status == 408:  # noqa: PLR2004  # HTTP's classes
        return unclear(answer, writing=writing, about=about, why=why)
    if status in {401, 403}:
        return _unauthorised(answer, said, about)
    if said is not None:
        return refusal(said, about=about, status=status, request_id=tid)
    if status >= 400:  # noqa: PLR2004  # the rest of HTTP's refusals
        return Refused(why, about=about, status=status, request_id=tid)
    return None if fine else unclear(answer, writing=writing, about=about, why=f"not its own answer: {why}")


def _unauthorised(answer: Answer, said: Complaint | None, about: str) -> ConnectorError:
    status, tid = answer.status, request_id(answer)
    if status == 403 and _is_page(answer):  # noqa: PLR2004  # a gateway's page says nothing of the grant
        text = f"something on the way to QuickBooks answered 403: {answer.text}"
        return TryLater(text, after=LATER, about=about, status=status, request_id=tid)
    why = said.text if said and said.text else answer.text or "no reason given"
    text = f"QuickBooks does not accept the sign-in ({why}); link the ledger again"
    return SignInAgain(text, about=about, status=status, code=said.code if said else "", request_id=tid)
