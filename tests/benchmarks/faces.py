"""Pages under load while a pass over another ledger runs, beside an empty page of Starlette.

Both are served by processes of their own, with the same server; each is asked at the same steady rate, in
turn, so that whatever slows the machine down meets both.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests
import sqlalchemy as sa

from connectors.sandbox.sandbox import FREE, Sandbox
from sync import users
from sync.clock import fixed
from sync.commands.targets import Id
from sync.office import Office, open_office
from sync.portal.visitor import hand_over
from sync.rehearsal.demo import NOW
from sync.rehearsal.sandbox import HURRY, configuration
from sync.secrets import make_key_file
from sync.tables import invoices, ledgers
from tests.benchmarks.result import Result
from tests.web.firm import linked

_CUSTOMERS = 600
_PAGES = 20
_PER_SECOND = 12.0  # of each page
_SECONDS = 30.0
_PASSWORD = "four green herons wade"  # of a pretend user
_EMPTY = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
async def empty(request):
    return HTMLResponse("<!doctype html><title>empty</title>")
uvicorn.run(Starlette(routes=[Route("/", empty)]), port=int(sys.argv[1]), http="h11", log_config=None)
"""
_FIRST_PAGE = 60_000  # bytes, with all that it loads


def measured() -> Iterator[Result]:
    """The 95th percentile of each page to that of the empty one, and what a first page weighs."""
    ours, empty = _free(), _free()
    with tempfile.TemporaryDirectory() as name, _books(Path(name), ours) as (folder, own):
        serve = [_duesync(), "--config", str(folder / "config.toml"), "--now", NOW.isoformat(), "serve"]
        with (
            _running([*serve, "--port", str(ours)], ours),
            _running([sys.executable, "-c", _EMPTY, str(empty)], empty),
        ):
            base = f"http://127.0.0.1:{ours}"
            cookies = _signed_in(base)
            asked: dict[str, tuple[list[str], Mapping[str, str]]] = {
                "empty": ([f"http://127.0.0.1:{empty}/"], {}),
                "portal": ([base + path for path in own], {}),
                "ledgers": ([f"{base}/console/ledgers"], cookies),
            }
            weight = _weight(base, own[0])
            for each in own:  # their ledger's pay links, which are there once a message led to a page
                requests.get(base + each, timeout=20).raise_for_status()
            with _passes(folder):
                took = _loaded(asked)
    for page in ("portal", "ledgers"):
        ratio = _p95(took[page]) / _p95(took["empty"])
        about = (
            f"p95 {_p95(took[page]) * 1000:.0f} ms to {_p95(took['empty']) * 1000:.0f} ms while a pass runs"
        )
        yield Result(f"{page}_page_to_empty_p95", ratio, "at most", 5, about)
    yield Result(
        "portal_first_page_kB", weight / 1000, "at most", _FIRST_PAGE / 1000, "with all that it loads"
    )


@contextmanager
def _books(folder: Path, port: int) -> Iterator[tuple[Path, list[str]]]:
    """Both ledgers linked, harbour approved and run; and the paths of some customers' own pages."""
    with Sandbox(seed=7, start=NOW, customers=_CUSTOMERS, limits=FREE) as sandbox:
        config = folder / "config.toml"
        public = f"http://127.0.0.1:{port}"
        served = f'\n[serve]\npublic_url = "{public}"\n'
        config.write_text(configuration(sandbox, more=HURRY) + served, encoding="utf-8")
        make_key_file(folder / "duesync.key")
        office = open_office(config, fixed(NOW))
        try:
            linked(office, approved=("harbour",))
            users.accept(office, users.add(office, "a@firm.example", "A", "owner", None).word, _PASSWORD)
            office.store.prove_url(public)
            given = [hand_over(office, office.linked("harbour"), one, None, "bench") for one in _some(office)]
        finally:
            office.close()
        yield folder, [each.address.removeprefix(public) for each in given]


def _some(office: Office) -> list[Id]:
    """Those with the most open invoices: a page is answered only so often in a minute."""
    with office.store.read() as connection:
        most = (
            sa.select(invoices.c.customer_id)
            .join(ledgers, ledgers.c.id == invoices.c.ledger_id)
            .where(ledgers.c.name == "harbour", invoices.c.status == "open", invoices.c.balance > 0)
            .group_by(invoices.c.customer_id)
            .order_by(sa.func.count().desc(), invoices.c.customer_id)
        )
        return [Id(each) for each in connection.scalars(most.limit(_PAGES))]


def _free() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def _duesync() -> str:
    return str(Path(sys.executable).with_name("duesync"))


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  # ours
    try:
        give_up = time.monotonic() + 30
        while time.monotonic() < give_up:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)  # it is still starting
        yield
    finally:
        process.terminate()
        process.wait(20)


def _signed_in(base: str) -> dict[str, str]:
    with requests.Session() as session:
        session.trust_env = False
        session.get(f"{base}/console/sign-in", timeout=20)
        form = {
            "email": "a@firm.example",
            "password": _PASSWORD,
            "csrftoken": session.cookies["duesync-form"],
        }
        session.post(f"{base}/console/sign-in", data=form, timeout=20).raise_for_status()
        return dict(session.cookies)


def _weight(base: str, page: str) -> int:
    """Bytes of a page and of all that it loads from us."""
    import re

    shown = requests.get(base + page, timeout=20)
    shown.raise_for_status()
    loaded = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', shown.text))
    return len(shown.content) + sum(len(requests.get(base + each, timeout=20).content) for each in loaded)


@contextmanager
def _passes(folder: Path) -> Iterator[None]:
    """Passes over the other ledger, one after another, until the block ends."""
    done = threading.Event()
    command = [_duesync(), "--config", str(folder / "config.toml"), "--now", NOW.isoformat(), "run", "summit"]
    environment = {**os.environ}

    def run() -> None:
        while not done.is_set():
            subprocess.run(command, capture_output=True, check=True, env=environment)  # noqa: S603  # ours

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _loaded(asked: Mapping[str, tuple[list[str], Mapping[str, str]]]) -> dict[str, list[float]]:
    """Seconds that each answer took, all pages asked at the same rate for `_SECONDS`."""
    took: dict[str, list[float]] = {name: [] for name in asked}

    def ask(name: str, shift: float) -> None:
        urls, cookies = asked[name]
        with requests.Session() as session:
            session.trust_env = False
            began = time.perf_counter() + shift
            for number in range(int(_SECONDS * _PER_SECOND)):
                # at a steady rate, however long an answer takes
                time.sleep(max(0.0, began + number / _PER_SECOND - time.perf_counter()))
                at = time.perf_counter()
                session.get(urls[number % len(urls)], cookies=dict(cookies), timeout=30).raise_for_status()
                took[name].append(time.perf_counter() - at)

    threads = [threading.Thread(target=ask, args=(name, step * 0.02)) for step, name in enumerate(asked)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def _p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]
