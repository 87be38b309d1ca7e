"""Whatever a ledger's service answers, it is a result or a `ConnectorError`: nothing else, and in time."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from connectors.errors import ConnectorError
from connectors.http import Answer, redact, retry_after
from connectors.oauth import answered_at, token_trouble, tokens_of
from connectors.quickbooks.faults import complaint, trouble, unclear
from connectors.xero.answers import good, lacks_scope, throttled_for
from tests.fuzz.mutations import texts

TOKENS = b'{"access_token":"a","refresh_token":"r","expires_in":3600,"x_refresh_token_expires_in":99}'
FAULTS = (
    b'{"Fault":{"Error":[{"Message":"no","Detail":"d","code":"610","element":""}],"type":"ValidationFault"}}',
    b'{"fault":{"error":[{"message":"no","detail":"d","code":"3200"}],"type":"AUTHENTICATION"}}',
    (
        b'<IntuitResponse><Fault type="x"><Error code="5010"><Message>m</Message></Error>'
        b"</Fault></IntuitResponse>"
    ),
    b'{"error":"invalid_grant","error_description":"gone"}',
    (
        b'{"ErrorNumber":10,"Type":"ValidationException","Message":"m",'
        b'"Elements":[{"ValidationErrors":[{"Message":"x"}]}]}'
    ),
    b"<!DOCTYPE html><html><head><title>Down</title></head><body>x</body></html>",
)
LAST = "Sun, 31 Dec 9999 23:59:59 -2359"
HEADERS = st.dictionaries(
    st.sampled_from(
        ["Retry-After", "Date", "Content-Type", "WWW-Authenticate", "X-Rate-Limit-Problem", "intuit_tid"]
    ),
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(["9" * 400, "-1", "1e9", "Sun, 22 Nov 2026 10:00:00 GMT", LAST]),
    ),
)
STATUSES = st.one_of(st.sampled_from([200, 301, 304, 400, 401, 403, 404, 429, 500, 503]), st.integers(0, 999))


def answers(*bodies: bytes) -> st.SearchStrategy[Answer]:
    return st.builds(Answer, STATUSES, HEADERS, texts(*bodies))


@given(answers(TOKENS, *FAULTS))
def test_a_sign_ins_answer(answer: Answer) -> None:
    assert isinstance(token_trouble(answer), ConnectorError)
    with suppress(ConnectorError):
        tokens = tokens_of(answer, scope="s", refresh_lifetime=timedelta(days=1))
        assert tokens.access_token not in repr(tokens) or len(tokens.access_token) < 8
    assert answered_at(answer.headers, lambda: datetime(2026, 1, 1, tzinfo=UTC)).tzinfo is not None
    assert retry_after(answer.headers, 7.0) >= 0


@given(answers(*FAULTS), st.booleans())
def test_a_quickbooks_answer(answer: Answer, writing: bool) -> None:
    found = trouble(answer, writing=writing, about="invoice 7")
    assert found is None or isinstance(found, ConnectorError)
    assert isinstance(unclear(answer, writing=writing, about="invoice 7", why="x"), ConnectorError)
    complaint(answer.body)


@given(answers(*FAULTS), st.booleans(), st.booleans())
def test_a_xero_answer(answer: Answer, writing: bool, as_pdf: bool) -> None:
    lacks_scope(answer)
    assert throttled_for(answer) >= 0
    with suppress(ConnectorError):
        good(answer, writing=writing, about="invoice 7", as_pdf=as_pdf)


@given(st.one_of(st.text(), texts(*FAULTS).map(lambda body: body.decode("utf-8", "replace") * 50)))
def test_what_is_told_of_an_answer_is_short_and_commands_no_terminal(text: str) -> None:
    told = redact(text)
    assert len(told) <= 300
    assert not [each for each in told if each < " " or "\x7f" <= each < "\xa0"]
