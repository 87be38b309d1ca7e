"""The dossier as one zip: every part as PDF and JSON, the files, the manifest over them, and the verifiers.

The laws: the same facts make the same bytes; nothing in it is compressed or dated by the zip, so that each of
its bytes is one that a verifier checks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources

import msgspec

from sync.documents.faces import Faces, faces_for
from sync.documents.report import Report, texts_of
from sync.documents.report_pdf import report_pdf
from sync.evidence.dossier.facts import Facts
from sync.evidence.dossier.missing import Missing, missing
from sync.evidence.dossier.part import Part
from sync.evidence.dossier.parts.acts import holds, notices, payments
from sync.evidence.dossier.parts.agreed import disputes, promises
from sync.evidence.dossier.parts.chain import chain
from sync.evidence.dossier.parts.chronology import chronology
from sync.evidence.dossier.parts.claim import claim
from sync.evidence.dossier.parts.communications import communications
from sync.evidence.dossier.parts.cover import cover
from sync.evidence.dossier.parts.papers import contract, delivery, invoices
from sync.evidence.dossier.parts.parties import parties
from sync.evidence.dossier.parts.statement import statement
from sync.evidence.dossier.verifier.verify import MANIFEST, SEAL, frame
from sync.evidence.dossier.words import Words

FORMAT = 1
_PARTS = (
    parties, contract, invoices, delivery, statement, claim, communications, promises, disputes, holds,
    payments, notices, chain, chronology,
)  # fmt: skip
_VERIFIERS = ("verify.py", "verify.html")
_CODER = msgspec.json.Encoder(decimal_format="string", order="sorted")


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """`body`: the zip. `seal`: SHA-256 of its manifest, in hex."""

    body: bytes
    seal: str
    files: int
    missing: tuple[Missing, ...]
    cover: Part


def parts_of(facts: Facts) -> tuple[tuple[Part, ...], tuple[Missing, ...]]:
    """The parts, the cover first, and what is missing."""
    words = Words(facts.options.language)
    parts = tuple(make(facts, words) for make in _PARTS)
    lacking = missing(facts, words)
    return (cover(facts, words, lacking, parts), *parts), lacking


def bundle(facts: Facts) -> Dossier:
    """The whole of it. Raises `CannotPrint` where the extra `letters` is not installed."""
    parts, lacking = parts_of(facts)
    files = _files(facts, parts)
    for name in _VERIFIERS:
        files[name] = (resources.files("sync.evidence.dossier.verifier") / name).read_bytes()
    manifest = _manifest(facts, files)
    seal = hashlib.sha256(manifest).hexdigest()
    files |= {MANIFEST: manifest, SEAL: f"{seal}  {MANIFEST}\n".encode()}
    return Dossier(body=frame(files), seal=seal, files=len(files), missing=lacking, cover=parts[0])


def _files(facts: Facts, parts: Sequence[Part]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    reports = [report_of(facts, part) for part in parts]
    with faces_for("".join(text for report in reports for text in texts_of(report))) as faces:
        for part, report in zip(parts, reports, strict=True):
            files |= _of_part(facts, part, report, faces)
    return files


def _of_part(facts: Facts, part: Part, report: Report, faces: Faces) -> dict[str, bytes]:
    told = msgspec.json.format(_CODER.encode(part.told), indent=1) + b"\n"
    made = {f"{part.name}.pdf": report_pdf(report, faces, facts.now), f"{part.name}.json": told}
    return made | {file.path: file.body for file in part.files}


def report_of(facts: Facts, part: Part) -> Report:
    """The part as it is printed."""
    words = Words(facts.options.language)
    them, us = facts.customer.name, facts.ledger.organisation
    made = words("made on {day}", day=words.day(facts.today))
    return Report(
        title=part.title,
        subtitle=words("{creditor}, creditor; {debtor}, debtor", creditor=us, debtor=them),
        running=words("Evidence file: {creditor} / {debtor}", creditor=us, debtor=them),
        foot=f"{words('Part')} {part.number}, {made}",
        page_word=words("Page"),
        language=words.locale.replace("_", "-"),
        blocks=part.blocks,
    )


def _manifest(facts: Facts, files: dict[str, bytes]) -> bytes:
    told = {
        "format": FORMAT,
        "made_by": facts.made_by,
        "made_at": facts.now,
        "creditor": facts.ledger.organisation,
        "debtor": facts.customer.name,
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in files.items()
        },
    }
    return msgspec.json.format(_CODER.encode(told), indent=1) + b"\n"
