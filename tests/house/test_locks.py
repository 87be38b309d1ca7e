"""What `make install` installs is what pyproject.toml asks for: a lock left behind would go unnoticed."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.house.sources import ROOT

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_ASKED = {
    "requirements.lock": _PROJECT["dependencies"],
    "requirements-dev.lock": [
        *_PROJECT["dependencies"],
        *(text for texts in _PROJECT["optional-dependencies"].values() for text in texts),
    ],
}


def _name(written: str) -> str:
    return re.sub(r"[-_.]+", "-", written).lower()


@pytest.mark.parametrize("lock", _ASKED)
def test_a_lock_holds_each_requirement_in_a_version_that_meets_it(lock: str) -> None:
    found = re.findall(
        r"^([\w.-]+)(?:\[[\w,]+\])?==([^\s;]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    )
    locked = {_name(name): version for name, version in found}
    for asked in map(Requirement, _ASKED[lock]):
        if asked.name != _PROJECT["name"]:
            version = locked.get(_name(asked.name))
            assert version is not None, f"{lock} lacks {asked.name}: run make lock"
            assert asked.specifier.contains(version), f"{lock} has {asked.name} {version}: run make lock"
