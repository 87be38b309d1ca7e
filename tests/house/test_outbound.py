"""Which files can open a connection or make a process is a short list; the README's table explains it."""

from __future__ import annotations

from tests.house.sources import imported, sources, within

# The two ledgers' libraries are not among them: they call through the transports named below.
NETWORK = frozenset(
    """requests urllib3 urllib.request http.client smtplib imaplib imapclient poplib ftplib telnetlib socket
    socketserver httpx aiohttp websockets intuitlib aiosmtpd uvicorn webbrowser subprocess multiprocessing
    dns ctypes pickle marshal shelve""".split()
)
CALLERS = {
    "connectors/asking.py": "whether [serve] public_url leads here; asked by `duesync doctor` alone",
    "connectors/countries.py": "Babel's own files on this machine, as Babel itself reads them; calls nobody",
    "connectors/deadline.py": "what every HTTP session is mounted with",
    "connectors/http.py": "the kinds of failure only",
    "connectors/mail/channel.py": "the mail server",
    "connectors/mail/grant.py": "the mailbox's sign-in",
    "connectors/mail/imap.py": "the mail server",
    "connectors/mail/domain/names.py": "the DNS; asked by `duesync doctor` alone",
    "connectors/mail/session.py": "the mail server",
    "connectors/chat.py": "the model that may propose or phrase, where one is configured",
    "connectors/quickbooks/sign_in.py": "QuickBooks' sign-in",
    "connectors/quickbooks/transport.py": "QuickBooks' API",
    "connectors/receiver.py": "the addresses that a person named for webhooks of ours",
    "connectors/sms/transport.py": "Twilio's API",
    "connectors/stripe/transport.py": "Stripe's API, where customers may pay online",
    "connectors/xero/sign_in.py": "Xero's sign-in",
    "connectors/xero/transport.py": "Xero's API",
    "sync/cli/linking.py": "the person's browser, to the sign-in's address",
    "sync/heap.py": "the C library of its own process; calls nobody",
    "sync/rehearsal/sandbox.py": "the sandbox on this machine",
    "sync/side_by_side.py": "a process of its own, beside, for large rounds of deciding; calls nobody",
    "sync/store/leases.py": "this machine's name only",
    "sync/web/beside.py": "listens on this machine, where the worker has a metrics_port; calls nobody",
    "sync/web/serve.py": "listens; calls nobody",
    "sync/worker.py": "processes of its own",
}


def test_only_these_files_can_call_anyone() -> None:
    found = {
        one.path
        for one in sources("connectors", "dunning", "sync")
        if not one.path.startswith("connectors/sandbox/")
        for _, module in imported(one)
        if within(module, NETWORK)
    }
    assert found == CALLERS.keys()
