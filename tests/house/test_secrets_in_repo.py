"""What must not be in the repository: a path of one machine, a package host, a private address, a key.

This file alone is not searched: it holds an example of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, tracked

REFUSED = {
    "a path of one machine": re.compile(r"(?<![\w.:/-])/(?:work|home|Users|root|tmp|private|mnt)/\w"),
    "a path of one Windows machine": re.compile(r"\b[A-Z]:\\{1,2}Users\b"),
    "a package host": re.compile(
        r"\bpypi\.|pythonhosted|--(?:extra-)?index-url|--find-links|artifactory|devpi\b"
    ),
    "a private address": re.compile(
        r"(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.\d{1,3}\.\d{1,3}(?![\d.])"
    ),
    "a private host": re.compile(r"https?://[\w.-]+\.(?:internal|local|lan|corp)\b"),
    "a key": re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{30,}|\bsk_live_\w{10,}"
    ),
}


def complaints(name: str, text: str) -> Iterator[str]:
    """What that file holds and must not."""
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in REFUSED.items():
            if found := pattern.search(line):
                yield f"{name}:{number} {what}: {found[0]}"


def test_no_file_tells_of_the_machine_it_was_written_on() -> None:
    files = [path for path in tracked() if path != Path(__file__).resolve()]
    assert len(files) > 150
    found = []
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or the like
        found += list(complaints(path.relative_to(ROOT).as_posix(), text))
    assert found == []


def test_secrets_of_a_user_would_not_be_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"config.toml", "duesync.key", "duesync.db*", "sandbox.db*"} <= set(ignored)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", 'SHARED = "/work/shared"'),
        ("a path of one machine", "cd /home/ann/duesync"),
        ("a path of one Windows machine", r"C:\Users\ann"),
        ("a package host", "index = https://pypi.example/simple"),
        ("a package host", "--index-url https://example.com"),
        ("a private address", 'host = "192.168.1.20"'),
        ("a private address", "http://10.0.3.4:8080"),
        ("a private host", "https://git.acme.internal/x"),
        ("a key", "-----BEGIN RSA PRIVATE KEY-----"),
    ],
)
def test_each_of_them_is_noticed(what: str, text: str) -> None:
    assert any(what in complaint for complaint in complaints("x", text))


@pytest.mark.parametrize(
    "text",
    ["--no-emit-index-url", "/Invoices/{id}/History", "127.0.0.1", "importlib-metadata==10.2.0", "a/work/b"],
)
def test_what_only_looks_like_them_is_let_pass(text: str) -> None:
    assert not list(complaints("x", text))
