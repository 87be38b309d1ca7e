"""An act is done once under its key, however often it is asked for (`Idempotency-Key`).

The law: the key is taken before anything is done. Where nobody knows what came of it, for we were
stopped in the midst, it is not done again: whoever asks is told to look.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

import msgspec

from sync.errors import DuesyncError
from sync.store import tokens
from sync.web.api.call import Call
from sync.web.api.problems import ProblemError
from sync.web.api.wire import PATTERN_OF_KEY, Done

KEPT_FOR = timedelta(days=7)
_ENCODER = msgspec.json.Encoder(decimal_format="string")


def once(call: Call[msgspec.Struct], key: str | None, path: str, act: Callable[[], Done]) -> bytes:
    """The answer to that act: of now, or of when it was done under that key. Raises `ProblemError`."""
    if key is None or not re.fullmatch(PATTERN_OF_KEY, key):
        msg = (
            "name the act by a key of your own of up to 100 letters, so that it is done once: Idempotency-Key"
        )
        raise ProblemError(HTTPStatus.BAD_REQUEST, msg)
    office, number = call.office, call.token.id
    digest = hashlib.sha256(path.encode() + b"\0" + _ENCODER.encode(call.asked)).hexdigest()
    with office.store.write() as connection:
        tokens.forget_requests(connection, office.clock.wall() - KEPT_FOR)
        before = tokens.begin(
            connection, call.ledger.id, number, key, digest=digest, asked_at=office.clock.wall()
        )
    if before is not None:
        return _again(before, digest)
    try:
        done = act()
    except (DuesyncError, ProblemError):  # nothing was done
        with office.store.write() as connection:
            tokens.undone(connection, number, key)
        raise
    answer = _ENCODER.encode(done)
    with office.store.write() as connection:
        tokens.done(connection, number, key, HTTPStatus.OK, answer, done.customer)
    return answer


def _again(before: tokens.Asked, digest: str) -> bytes:
    if before.digest != digest:
        msg = "something else was asked for under this Idempotency-Key: take another one"
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, msg)
    if before.answer is None:
        msg = (
            "this was asked for before under this Idempotency-Key, and is under way or was cut off; look "
            "whether it was done before you ask for it under another key"
        )
        raise ProblemError(HTTPStatus.CONFLICT, msg)
    return before.answer
