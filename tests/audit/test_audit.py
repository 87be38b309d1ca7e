"""The audit of the locked packages, by the real pip-audit against a pretend service of advisories."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from werkzeug import Request, Response
from werkzeug.serving import make_server

from tests.audit.asking import Known, asked

PINNED = {"left-pad==1.0": "0" * 64, "fine==2.0": "1" * 64}
LOCK = "".join(f"{name} \\\n    --hash=sha256:{digest}\n" for name, digest in PINNED.items())
ADVISORY = {
    "id": "GHSA-xxxx",
    "modified": "2026-01-01T00:00:00Z",
    "published": "2026-01-01T00:00:00Z",
    "aliases": ["CVE-2026-1"],
    "summary": "bad",
    "affected": [
        {
            "package": {"name": "left-pad", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}


@pytest.fixture
def lock(tmp_path: Path) -> str:
    path = tmp_path / "requirements.lock"
    path.write_text(LOCK, encoding="utf-8")
    return str(path)


@contextmanager
def service(answer: Callable[[str], Response]) -> Iterator[tuple[str, ...]]:
    """How pip-audit is told of a service that answers so."""

    @Request.application
    def application(request: Request) -> Response:
        return answer(msgspec.json.decode(request.get_data())["package"]["name"])

    served = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=served.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield "osv", "--osv-url", f"http://127.0.0.1:{served.server_port}"
    finally:
        served.shutdown()
        thread.join(5)
        served.server_close()


def advisories(name: str) -> Response:
    told = {"vulns": [ADVISORY]} if name == "left-pad" else {}
    return Response(msgspec.json.encode(told), content_type="application/json")


def test_a_known_flaw_is_found(lock: str) -> None:
    with service(advisories) as asking:
        found = asked([lock], [asking])
    assert found.answered == {"left-pad", "fine"}
    assert found.lines() == ["audit: left-pad 1.0 has a known flaw, CVE-2026-1, mended in: 1.1"]


def test_where_nobody_answers_in_time_nothing_is_claimed(lock: str) -> None:
    def sleeps(_name: str) -> Response:
        time.sleep(9)
        return Response("{}")

    began = time.monotonic()
    with service(sleeps) as asking:
        found = asked([lock], [asking], patience=2)
        assert time.monotonic() - began < 8
    assert not found.flaws
    assert found.lines() == [
        "warning: audit: no service of advisories could be asked (osv: no answer in 2 s): nothing is known"
    ]


def test_where_nobody_is_there_nothing_is_claimed(lock: str) -> None:
    found = asked([lock], [("osv", "--osv-url", "http://127.0.0.1:1")])
    assert not found.answered
    [line] = found.lines()
    assert line.startswith("warning: audit: no service of advisories could be asked (osv: ")


SKIPPED = {"name": "fine", "skip_reason": "Dependency not found on PyPI and could not be audited: fine (2.0)"}
FLAW = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": [], "description": ""}


def test_what_was_skipped_is_not_taken_for_sound() -> None:
    known = Known()
    known.take({"dependencies": [SKIPPED]})
    assert known.lines()[0].startswith(
        "warning: audit: no service of advisories could be asked (it knows none"
    )
    known.take({"dependencies": [{"name": "other", "version": "1", "vulns": []}]})
    assert known.lines() == [
        "warning: audit: nothing is known of fine",
        "audit: no known flaw in 1 packages asked about",
    ]


def test_an_allowance_is_for_one_advisory_by_any_of_its_names() -> None:
    told = {"dependencies": [{"name": "other", "version": "1", "vulns": [FLAW]}]}
    known = Known()
    known.take(told, {"CVE-1": "we never call it"})
    assert known.lines() == ["audit: no known flaw in 1 packages asked about"]
    known.take(told, {"CVE-2": "another"})
    assert known.lines() == ["audit: other 1 has a known flaw, PYSEC-1, mended in: nothing yet"]
