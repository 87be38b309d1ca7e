"""pip-audit asked of every locked package, and its answer taken at its word only where it has one.

pip-audit ends with "No known vulnerabilities found" and 0 also when it could ask about no package at
all: its list of those it skipped says so, and that list is read here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

PATIENCE: Final = 60  # seconds for one service and all packages
_ONE_CALL = 5  # seconds
SERVICES: Final = (("osv",), ("pypi",))
"""How pip-audit is told whom to ask, in turn; what the first knows nothing of is asked of the next."""
ALLOWED: Final[Mapping[str, str]] = MappingProxyType({})
"""Advisories that do not concern us, by id, each with its reason."""


@dataclass(slots=True)
class Known:
    """`answered`: packages that a service knew of. `flaws`: (package, version, advisory, mended in)."""

    answered: set[str] = field(default_factory=set)
    unanswered: set[str] = field(default_factory=set)
    flaws: set[tuple[str, str, str, str]] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def take(self, told: Mapping[str, Any], allowed: Mapping[str, str] = ALLOWED) -> None:
        """What pip-audit's JSON says."""
        for one in told["dependencies"]:
            if "skip_reason" in one:
                self.unanswered.add(one["name"])
                continue
            self.answered.add(one["name"])
            self.flaws |= {
                (one["name"], one["version"], flaw["id"], ", ".join(flaw["fix_versions"]) or "nothing yet")
                for flaw in one["vulns"]
                if not {flaw["id"], *flaw["aliases"]} & allowed.keys()
            }

    def lines(self) -> list[str]:
        """What a person reads."""
        lines = [
            f"audit: {name} {version} has a known flaw, {flaw}, mended in: {mended}"
            for name, version, flaw, mended in sorted(self.flaws)
        ]
        open_ones = self.unanswered - self.answered
        if not self.answered:
            why = "; ".join(self.troubles) or "it knows none of the packages"
            lines.append(f"warning: audit: no service of advisories could be asked ({why}): nothing is known")
        elif open_ones:
            lines.append(f"warning: audit: nothing is known of {', '.join(sorted(open_ones))}")
        if self.answered and not self.flaws:
            lines.append(f"audit: no known flaw in {len(self.answered)} packages asked about")
        return lines


def asked(locks: Sequence[str], services: Sequence[Sequence[str]], patience: float = PATIENCE) -> Known:
    """What the services know of the packages in those files; a next one where one did not know of all."""
    found = Known()
    for service in services:
        _ask(found, locks, service, patience)
        if found.answered and not found.unanswered - found.answered:
            break
    return found


def _ask(found: Known, locks: Sequence[str], service: Sequence[str], patience: float) -> None:
    files = [word for lock in locks for word in ("--requirement", lock)]
    command = [sys.executable, "-m", "pip_audit", *files, "--vulnerability-service", *service]
    command += ["--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        ended = subprocess.run(  # noqa: S603  # pip-audit of this very environment
            [*command, "--timeout", str(_ONE_CALL)],
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )
        found.take(json.loads(ended.stdout))
    except subprocess.TimeoutExpired:
        found.troubles.append(f"{service[0]}: no answer in {patience:g} s")
    except (ValueError, KeyError, TypeError):  # it shows a traceback where it reaches nobody
        last = ended.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        found.troubles.append(f"{service[0]}: {last[0][:120]}")
