"""What whoever runs Duesync needs beside it, as files to take and change: units, alerts, a runbook."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from sync.errors import DuesyncError

FILES: Final = {
    "RUNBOOK.md": "the ten likeliest incidents, and what to do",
    "PAPER.md": "what 1,000, 10,000 and 1,000,000 ledgers need",
    "compose.yaml": "PostgreSQL, workers, web server and Prometheus in containers",
    "Dockerfile": "the image that it runs",
    "duesync@.service": "a unit for systemd, for worker and web server",
    "prometheus.yaml": "what Prometheus is to ask",
    "alerts.yaml": "its alert rules",
    "dashboard.json": "a dashboard for Grafana, to be imported",
}
"""Each file, and what it is."""


class Kept(DuesyncError):
    """A file of that name, with other contents, is there already; nothing was written."""

    exit_code = 2


def text_of(name: str) -> str:
    """The file of that name."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")


def write(folder: Path) -> list[Path]:
    """Write them all there. Raises `Kept` before the first, `OSError`."""
    found = {folder / name: text_of(name) for name in FILES}
    yours = [path for path, text in found.items() if path.exists() and path.read_text("utf-8") != text]
    if yours:
        names = ", ".join(path.name for path in yours)
        msg = f"{folder} has other files of these names, which stay as they are: {names}; name another folder"
        raise Kept(msg)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in found.items():
        path.write_text(text, encoding="utf-8")
    return [*found]
