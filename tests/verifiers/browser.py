"""`make verifiers`: the page that checks a dossier, in Chromium and without a network, beside the script.

Each must find each of some hundred tampered files, and pass the one that was not. Chromium is the one that
is installed, or Playwright's own (`playwright install chromium`).
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from sync.evidence.dossier.verifier import verify

SEED, FLIPS = 20261118, 150
OK = "OK: "


def chain(by: str = "duesync") -> bytes:
    """An audit chain of one event, a decision in a batch of two; said to be of another's doing, a forgery."""
    content = b"salted decision"
    batch = json.dumps({"decisions": 2, "leaves": hashlib.sha256(leaves()).hexdigest()})
    header = {
        "at": "2026-11-18T15:00:00.000000Z", "by": "duesync",
        "content": hashlib.sha256(batch.encode()).hexdigest(), "kind": "decisions", "number": 7,
        "person": None, "previous": "0" * 64,
    }  # fmt: skip
    plain = json.dumps(header, sort_keys=True, separators=(",", ":"))
    event = {
        "number": 7, "header": header | {"by": by}, "hash": hashlib.sha256(plain.encode()).hexdigest(),
        "content": b64encode(content).decode(), "leaf": hashlib.sha256(content).hexdigest(),
        "leaves": "13-chain/000007.leaves", "batch": batch, "after": "1" * 64,
    }  # fmt: skip
    return json.dumps({"head": {"number": 8, "hash": "1" * 64}, "events": [event]}).encode()


def leaves() -> bytes:
    """Those of that batch."""
    return b"".join(hashlib.sha256(each).digest() for each in (b"somebody else's", b"salted decision"))


def dossier(told: bytes | None = None) -> dict[str, bytes]:
    """A small one, with a large file and names in folders. `told`: another chain in it."""
    files = {
        "13-chain.json": told or chain(),
        "13-chain/000007.leaves": leaves(),
        "00-cover.pdf": b"%PDF-1.4\n" + random.Random(SEED).randbytes(50_000),  # noqa: S311 - reproducible
        "07-communications/001-KEY.eml": b"To: a\r\n\r\nb",
        "verify.py": Path(verify.__file__).read_bytes(),
    }
    listed = {
        name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()} for name, body in files.items()
    }
    manifest = json.dumps({"files": listed}).encode()
    seal = hashlib.sha256(manifest).hexdigest()
    return files | {verify.MANIFEST: manifest, verify.SEAL: f"{seal}  {verify.MANIFEST}\n".encode()}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of other making."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return made.getvalue()


def cases() -> Iterator[tuple[str, bytes, str]]:
    """What was done, the file, and what both must say of it; "" where each has its own words."""
    files = dossier()
    raw, chance = verify.frame(files), random.Random(SEED)  # noqa: S311 - reproducible
    yield "as it was made", raw, OK
    for _ in range(FLIPS):
        place = chance.randrange(len(raw))
        changed = bytearray(raw)
        changed[place] ^= 1 << chance.randrange(8)
        yield f"a bit of byte {place}", bytes(changed), ""
    anew = "the zip was packed anew or altered"
    yield "packed anew", packed(files, zipfile.ZIP_DEFLATED), anew
    less = {name: body for name, body in files.items() if name != "00-cover.pdf"}
    yield "a file less", verify.frame(less), "00-cover.pdf: missing"
    yield "a file more", verify.frame(files | {"x.txt": b""}), "x.txt: added"
    other = files | {"00-cover.pdf": b"%PDF"}
    yield "another content, compressed", packed(other, zipfile.ZIP_DEFLATED), "00-cover.pdf: changed"
    yield "a byte more", raw + b"\0", anew
    event = "13-chain.json: event 7 is not as the audit chain has it"
    yield "a forged event, sealed anew", verify.frame(dossier(chain("somebody else"))), event
    yield "cut off", raw[:-9], ""
    yield "nothing", b"", ""


def by_script(path: Path) -> str:
    """What the script says."""
    command = [sys.executable, "-I", verify.__file__, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if (done.returncode == 0) is not (OK in done.stdout):
        msg = f"exit code {done.returncode} beside: {done.stdout}{done.stderr}"
        raise SystemExit(msg)
    return done.stdout


def by_page(page: Page, field: str, path: Path) -> str:
    """What the page says."""
    page.evaluate("document.getElementById('verdict').textContent = ''")
    page.set_input_files(field, str(path))
    for _ in range(2000):
        if page.text_content("#verdict"):
            break
        time.sleep(0.005)
    page.evaluate(f"document.querySelector('{field}').value = ''")
    return f"{page.text_content('#verdict')}\n{page.text_content('#faults')}"


def main() -> int:
    """Try all; 1 where one of them said otherwise than it should."""
    wrong, tried = 0, 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        installed = (
            shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        )
        browser = player.chromium.launch(executable_path=installed, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        shutil.copy(Path(verify.__file__).with_name("verify.html"), folder)
        page.goto((Path(folder) / "verify.html").as_uri())
        for what, raw, said in cases():
            tried += 1
            path = Path(folder) / "case.zip"
            path.write_bytes(raw)
            for told in (by_script(path), by_page(page, "#zip", path)):
                if said not in told or (said == OK) is not (OK in told):
                    wrong += 1
                    sys.stdout.write(f"WRONG  {what}: {told}\n")
        unpacked = Path(folder) / "unpacked"
        with zipfile.ZipFile(io.BytesIO(verify.frame(dossier()))) as archive:
            archive.extractall(unpacked)
        for said in (OK, "00-cover.pdf: changed"):
            for told in (by_script(unpacked), by_page(page, "#folder", unpacked)):
                wrong += said not in told
            (unpacked / "00-cover.pdf").write_bytes(b"x")
        wrong += len(faults)
        browser.close()
    sys.stdout.write(f"{tried} files and 2 folders, seed {SEED}: {wrong} wrong {faults or ''}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
