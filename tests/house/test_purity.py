"""`dunning` thinks, `connectors` speak, `sync` remembers and runs: read off the syntax trees.

import-linter checks the same borders by module (test_layers.py); this sees calls too, and needs no
list of what is inside a package.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.house.sources import Source, called, imported, sources, within

# Of the standard library, what touches the world outside: files, clock, network, chance, processes.
OUTSIDE = frozenset(
    """os pathlib logging random time subprocess socket io shutil tempfile glob fileinput sqlite3 dbm shelve
    urllib http smtplib imaplib poplib ftplib ssl select selectors asyncio threading multiprocessing
    concurrent secrets uuid sys signal locale importlib ctypes platform getpass webbrowser syslog""".split()
)
LIBRARIES = frozenset({"dunning", "msgspec", "jinja2", "babel"})
ACTS = frozenset(
    "now today utcnow localtime time_ns open print input exec eval __import__ getenv urandom".split()
)
DATABASES = frozenset({"sqlalchemy", "sqlite3", "psycopg", "alembic"})
NETWORKS = frozenset({"requests", "smtplib", "quickbooks", "intuitlib", "xero_python"})
SANDBOX = frozenset({"connectors.sandbox"})
DELIVERY = "sync/deliver.py"
TEST_MAIL = "sync/mailing.py"  # to the user alone, never to an address of a customer's; writes nothing
ASKED_FOR = "sync/asked_in_calls.py"  # what whoever is on the telephone has just asked for; asks for nothing

Rule = Callable[[Source], Iterator[str]]


def thinks_only(one: Source) -> Iterator[str]:
    """Complaints about a file of `dunning` that reaches outside."""
    for line, module in imported(one):
        top = module.split(".")[0]
        if top in OUTSIDE or (top not in sys.stdlib_module_names and top not in LIBRARIES):
            yield f"{one.path}:{line} imports {module}"
    for line, name in called(one):
        if name in ACTS:
            yield f"{one.path}:{line} calls {name}()"


def has_no_database(one: Source) -> Iterator[str]:
    """Complaints about a file of `connectors` that knows a database."""
    yield from _imports(one, DATABASES)


def has_no_network(one: Source) -> Iterator[str]:
    """Complaints about a file of `sync` that calls a service by itself."""
    yield from _imports(one, NETWORKS)


def leaves_the_sandbox_alone(one: Source) -> Iterator[str]:
    """Complaints about a file that knows the sandbox and is neither rehearsal nor sandbox."""
    if not one.path.startswith(("sync/rehearsal/", "connectors/sandbox/")):
        yield from _imports(one, SANDBOX)


def leaves_delivery_alone(one: Source) -> Iterator[str]:
    """Complaints about a file of `sync` or `dunning`, other than the one, that writes or sends."""
    if one.path != DELIVERY:
        for line, name in called(one):
            if name == "send" and one.path in (TEST_MAIL, ASKED_FOR):
                continue
            if name in ("perform", "perform_all", "performed", "send"):
                yield f"{one.path}:{line} calls {name}()"


def _imports(one: Source, refused: frozenset[str]) -> Iterator[str]:
    for line, module in imported(one):
        if within(module, refused):
            yield f"{one.path}:{line} imports {module}"


RULES: list[tuple[Rule, tuple[str, ...]]] = [
    (thinks_only, ("dunning",)),
    (has_no_database, ("connectors", "dunning")),
    (has_no_network, ("sync", "dunning")),
    (leaves_the_sandbox_alone, ("connectors", "dunning", "sync")),
    (leaves_delivery_alone, ("dunning", "sync")),
]


def test_every_file_keeps_to_its_side() -> None:
    read, asked = sources("connectors", "dunning", "sync"), Counter[str]()
    complaints: list[str] = []
    for one in read:
        for rule, folders in RULES:
            if one.path.split("/")[0] in folders:
                complaints += rule(one)
                asked[rule.__name__] += 1
    assert complaints == []
    assert len(asked) == len(RULES)
    assert min(asked.values()) > 20, "a rule was asked of hardly any file"


def test_delivery_really_is_where_things_are_sent_and_written() -> None:
    (delivery,) = [one for one in sources("sync") if one.path == DELIVERY]
    assert {"perform_all", "send"} <= {name for _, name in called(delivery)}


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (thinks_only, "dunning/x.py", "import os"),
        (thinks_only, "dunning/x.py", "import os.path as p"),
        (thinks_only, "dunning/x.py", "from pathlib import Path"),
        (thinks_only, "dunning/x.py", "def f():\n    import random"),
        (thinks_only, "dunning/x.py", "import requests"),
        (thinks_only, "dunning/x.py", "from sync.store import stage"),
        (thinks_only, "dunning/guards/x.py", "from ...sync import clock"),
        (thinks_only, "dunning/x.py", "x = datetime.now(UTC)"),
        (thinks_only, "dunning/x.py", "x = date.today()"),
        (thinks_only, "dunning/x.py", "open('x')"),
        (thinks_only, "dunning/x.py", "print('x')"),
        (has_no_database, "connectors/x.py", "import sqlalchemy as sa"),
        (has_no_database, "connectors/x.py", "import sqlite3"),
        (has_no_network, "sync/x.py", "from requests import Session"),
        (has_no_network, "sync/x.py", "import xero_python.accounting"),
        (has_no_network, "sync/x.py", "def f():\n    import smtplib"),
        (leaves_the_sandbox_alone, "sync/run.py", "from connectors import sandbox"),
        (leaves_the_sandbox_alone, "connectors/xero/x.py", "from connectors.sandbox.book import Book"),
        (leaves_delivery_alone, "sync/run.py", "work.source.perform(write)"),
        (leaves_delivery_alone, TEST_MAIL, "work.source.perform(write)"),
        (leaves_delivery_alone, ASKED_FOR, "work.source.perform(write)"),
        (leaves_delivery_alone, "sync/run.py", "perform_all(work.source, writes)"),
        (leaves_delivery_alone, "sync/cli/acts.py", "channel.send(message)"),
    ],
)
def test_a_file_on_the_wrong_side_is_noticed(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


def test_what_is_allowed_is_not_complained_of() -> None:
    text = "from datetime import date, time\nimport msgspec\nfrom babel.dates import format_date\n"
    assert not list(thinks_only(Source("dunning/x.py", text)))
    assert not list(leaves_the_sandbox_alone(Source("sync/rehearsal/x.py", "import connectors.sandbox")))
    assert not list(leaves_delivery_alone(Source(DELIVERY, "channel.send(message)")))
