"""Everything the emulated QuickBooks sends has names and types of Intuit's own schema."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xmlschema

from connectors.sandbox.generate import book as generated
from connectors.sandbox.quickbooks.known import KNOWN
from tests.connectors.test_sandbox_quickbooks_desk import TODAY, Desk, desk_over

SCHEMA = (
    Path(__file__).resolve().parents[2]
    / ".."
    / "shared"
    / "contracts"
    / "quickbooks"
    / "IntuitRestServiceDef.xsd"
)
pytestmark = pytest.mark.skipif(not SCHEMA.is_file(), reason="Intuit's schema is not beside this checkout")


class Walker:
    """Checks JSON against the XSD: names and simple types, not order nor what is required."""

    def __init__(self) -> None:
        self._schema = xmlschema.XMLSchema(str(SCHEMA.resolve()))
        self._entities = {element.local_name: element.type for element in self._schema.elements.values()}

    def complaints(self, entity: str, row: Any) -> list[str]:
        return list(self._check(self._entities[entity], row, entity))

    def names(self, entity: str) -> set[str]:
        kind = self._entities[entity]
        return {*self._fields(kind), *kind.attributes}

    def _fields(self, kind: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        has_parts = kind.has_complex_content() or kind.is_element_only()
        for element in kind.content.iter_elements() if has_parts else ():
            if element.name:
                found[element.local_name] = element.type
                for other in self._schema.substitution_groups.get(element.name, ()):
                    found[other.local_name] = other.type
        return found

    def _check(self, kind: Any, value: Any, path: str) -> Iterator[str]:
        if isinstance(value, list):
            for part in value:
                yield from self._check(kind, part, path)
        elif isinstance(value, dict):
            yield from self._check_object(kind, value, path)
        else:
            simple = kind if kind.is_simple() else kind.content if kind.has_simple_content() else None
            text = str(value).lower() if isinstance(value, bool) else str(value)
            if simple is None or not simple.is_valid(text):
                yield f"{path}: {value!r} is not {kind.local_name}"

    def _check_object(self, kind: Any, value: dict[str, Any], path: str) -> Iterator[str]:
        if kind.is_simple():
            yield f"{path}: object where {kind.local_name} expected"
            return
        known, text = self._fields(kind), kind.has_simple_content()
        for name, content in value.items():
            if text and name == "value":
                yield from self._check(kind.content, content, f"{path}.{name}")
            elif name in known:
                yield from self._check(known[name], content, f"{path}.{name}")
            elif name not in kind.attributes:
                yield f"{path}.{name}: unknown"


@pytest.fixture(scope="module")
def walker() -> Walker:
    return Walker()


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    book = generated(seed=3, today=TODAY, flavour="quickbooks", customers=30)
    with desk_over(book) as opened:
        yield opened


def test_every_object_of_a_generated_book_fits_the_schema(desk: Desk, walker: Walker) -> None:
    seen = 0
    for entity in KNOWN:
        more = " where Active in (true, false)" if entity in {"Account", "Customer", "Term"} else ""
        rows = desk.find(f"select * from {entity}{more} maxresults 1000", include="invoiceLink")  # noqa: S608  # not SQL
        for row in rows:
            seen += 1
            assert walker.complaints(entity, row) == []
    assert seen > 200


def test_what_is_written_fits_the_schema_too(desk: Desk, walker: Walker) -> None:
    row = desk.find("select * from Invoice where Balance > '0' orderby Balance desc")[0]
    line = {"Amount": Decimal("1.50"), "LinkedTxn": [{"TxnId": row["Id"], "TxnType": "Invoice"}]}
    body = {"CustomerRef": row["CustomerRef"], "TotalAmt": 2, "Line": [line], "PaymentRefNum": "x"}
    made = desk.post("payment", body)["Payment"]
    link = {"EntityRef": {"type": "Invoice", "value": row["Id"]}}
    note = desk.post("attachable", {"AttachableRef": [link], "Note": "Reminded"})["Attachable"]
    sent = desk.post(f"invoice/{row['Id']}/send", "", sendTo="a@b.test")["Invoice"]
    token = {"Id": made["Id"], "SyncToken": made["SyncToken"], "sparse": True}
    void = desk.post("payment", token, operation="update", include="void")["Payment"]
    told = [("Payment", made), ("Attachable", note), ("Invoice", sent), ("Payment", void)]
    assert [walker.complaints(entity, row) for entity, row in told] == [[], [], [], []]


def test_the_names_we_know_are_the_schemas(walker: Walker) -> None:
    for entity, names in KNOWN.items():
        assert names == walker.names(entity), entity


def test_the_walker_can_complain(desk: Desk, walker: Walker) -> None:
    row = desk.find("select * from Invoice maxresults 1")[0]
    spoiled = row | {"Balance": "abc", "DueDate": "2026-13-40", "EmailStatus": "Nope", "Bogus": 1}
    spoiled["MetaData"] = row["MetaData"] | {"Bogus": "x"}
    assert len(walker.complaints("Invoice", spoiled)) == 5
