"""The verifier that goes along in a dossier: it finds each changed byte, and runs where Duesync is not.

The page that does the same in a browser is tried on the same cases by `make verifiers`.
"""

from __future__ import annotations

import ast
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from importlib import resources
from pathlib import Path

import pytest

from sync.evidence.dossier.verifier.verify import MANIFEST, SEAL, check, frame, of_zip

FOLDER = resources.files("sync.evidence.dossier.verifier")
SCRIPT = (FOLDER / "verify.py").read_text(encoding="utf-8")
PAGE = (FOLDER / "verify.html").read_text(encoding="utf-8")


def dossier(**more: bytes) -> dict[str, bytes]:
    """A small one: two parts, the script, and a manifest over them."""
    files = {
        "00-cover.pdf": b"%PDF cover",
        "07-mail/001.eml": b"To: a\r\n",
        "verify.py": SCRIPT.encode(),
        **more,
    }
    listed = {
        name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()} for name, body in files.items()
    }
    manifest = json.dumps({"files": listed}).encode()
    seal = hashlib.sha256(manifest).hexdigest()
    return files | {MANIFEST: manifest, SEAL: f"{seal}  {MANIFEST}\n".encode()}


def found_in(raw: bytes, folder: Path) -> list[str]:
    """What the script finds wrong with that zip."""
    path = folder / "x.zip"
    path.write_bytes(raw)
    files, faults = of_zip(path)
    return faults + (check(files)[1] if files else [])


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The script alone, in a Python that sees none of our packages."""
    command = [sys.executable, "-I", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - ours


def test_each_single_byte_of_the_zip_counts(tmp_path: Path) -> None:
    small = frame({name: body for name, body in dossier().items() if name != "verify.py"})
    assert len(small) < 1500
    for place in range(len(small)):
        changed = bytearray(small)
        changed[place] ^= 1 << place % 8
        assert found_in(bytes(changed), tmp_path), place


def test_what_was_made_passes_and_is_an_ordinary_zip(tmp_path: Path) -> None:
    raw = frame(dossier())
    assert found_in(raw, tmp_path) == []
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == dossier()


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({name: body for name, body in dossier().items() if name != "00-cover.pdf"}, "00-cover.pdf: missing"),
        (dossier() | {"15-more.pdf": b"x"}, "15-more.pdf: added"),
        (dossier() | {"00-cover.pdf": b"%PDF cower"}, "00-cover.pdf: changed"),
        (dossier() | {SEAL: b"0" * 64}, "manifest.json: changed, for it is not what manifest.sha256 says"),
        (dossier() | {MANIFEST: b"{}"}, "manifest.json: cannot be read"),
        ({"00-cover.pdf": b""}, "manifest.json, manifest.sha256: missing, so nothing can be checked"),
    ],
)
def test_each_fault_is_named(files: dict[str, bytes], fault: str, tmp_path: Path) -> None:
    assert fault in check(files)[1]
    assert fault in found_in(frame(files), tmp_path)


def test_a_file_that_is_there_twice_and_a_zip_packed_anew_are_told(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in dossier().items():
            archive.writestr(name, body)
    anew = ["the zip was packed anew or altered between its files: unpack it and check the folder"]
    assert found_in(packed.getvalue(), tmp_path) == anew
    assert found_in(frame(dossier()) + b"x", tmp_path) == anew
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("00-cover.pdf", b"another")
    assert "00-cover.pdf: is in it twice" in found_in(packed.getvalue(), tmp_path)


def test_a_dossier_that_was_sealed_anew_is_found_by_its_seal() -> None:
    seal, faults = check(dossier())
    assert faults == []
    forged = dossier() | dossier(extra=b"x")
    assert check(forged)[1] == []
    assert check(forged, seal)[1] == ["manifest.json: not the one of the seal that you gave"]
    assert check(dossier(), f" {seal} ".upper())[1] == []


def test_it_runs_alone_on_a_zip_and_in_the_unpacked_folder(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(frame(dossier()))
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        archive.extractall(folder)
    script, seal = folder / "verify.py", check(dossier())[0] or ""
    for words in ((script,), (script, tmp_path / "x.zip", "--seal", seal)):
        told = run(*words)
        assert (told.returncode, told.stderr) == (0, "")
        assert "OK: 5 files" in told.stdout
        assert f"seal    {seal}" in told.stdout
    (folder / "00-cover.pdf").write_bytes(b"%PDF cowel")
    told = run(script)
    assert told.returncode == 1
    assert "FAILED  00-cover.pdf: changed" in told.stdout
    assert "NOT as it was made" in told.stdout
    assert run(script, tmp_path / "none.zip").returncode == 2


def test_the_script_is_one_that_python_3_8_reads_and_needs_the_standard_library_alone() -> None:
    tree = ast.parse(SCRIPT, feature_version=(3, 8))
    used = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    used |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert used <= set(sys.stdlib_module_names)
    later = {"removeprefix", "removesuffix", "file_digest", "is_relative_to", "bit_count"}
    assert later.isdisjoint(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def test_the_page_loads_nothing_and_may_not() -> None:
    assert "default-src 'none'" in PAGE
    assert not re.search(r"https?://|\bsrc=|@import|\bfetch\(|XMLHttpRequest|import\(", PAGE)
    assert not re.search(r"\b(?:eval|Function)\(|innerHTML|document\.write", PAGE), (
        "names in it are text only"
    )
