"""A DNS server on loopback, as complete or as broken as a test wants it."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


@dataclass
class Zone:
    """`records`: (name, type) -> values as in a zone file. `broken`: every answer is SERVFAIL."""

    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    broken: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    def text(self, name: str, *values: str) -> None:
        """TXT records, each cut as long ones must be."""
        self.records[name, "TXT"] = [
            " ".join(f'"{value[start : start + 250]}"' for start in range(0, len(value), 250))
            for value in values
        ]

    def answer(self, wire: bytes) -> bytes:
        query = dns.message.from_wire(wire)
        answer = dns.message.make_response(query)
        [question] = query.question
        name, kind = question.name.to_text(omit_final_dot=True), question.rdtype.name
        self.asked.append((name, kind))
        if self.broken:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif found := self.records.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *found))
        elif not any(each == name for each, _ in self.records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer.to_wire()


@contextmanager
def dns_server() -> Iterator[Zone]:
    zone = Zone()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, back = self.request
            back.sendto(zone.answer(wire), self.client_address)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        zone.address = f"127.0.0.1:{server.server_address[1]}"
        try:
            yield zone
        finally:
            server.shutdown()
            thread.join(5)
