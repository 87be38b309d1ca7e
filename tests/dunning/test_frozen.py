"""Facts are frozen: what was decided on stays what it was, and can be compared and kept in sets."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import msgspec
import pytest

import dunning
from dunning.law import pack as packs

MODULES = [
    importlib.import_module(each.name) for each in pkgutil.walk_packages(dunning.__path__, prefix="dunning.")
]
STRUCTS = sorted(
    {
        each
        for module in MODULES
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, msgspec.Struct) and each.__module__ == module.__name__
    },
    key=lambda each: (each.__module__, each.__name__),
)
BY_PLACE = {"Money", "Rules", "_File"}  # short, or made in one place
NAMED = [
    each
    for each in STRUCTS
    if each.__module__.startswith(
        ("dunning.account", "dunning.agree", "dunning.guards", "dunning.law", "dunning.interest")
    )
    and each.__name__ not in BY_PLACE
]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_a_record_is_frozen(struct: type[msgspec.Struct]) -> None:
    assert struct.__struct_config__.frozen


@pytest.mark.parametrize("struct", NAMED, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_the_facts_of_a_record_are_named_where_it_is_made(struct: type[msgspec.Struct]) -> None:
    kinds = {each.kind for each in inspect.signature(struct).parameters.values()}
    assert kinds <= {inspect.Parameter.KEYWORD_ONLY}


TABLES = [each for each in STRUCTS if each.__module__ == packs.__name__]


@pytest.mark.parametrize("table", TABLES, ids=lambda each: each.__name__)
def test_a_key_that_no_table_of_a_rule_pack_knows_is_refused(table: type[msgspec.Struct]) -> None:
    assert table.__struct_config__.forbid_unknown_fields
