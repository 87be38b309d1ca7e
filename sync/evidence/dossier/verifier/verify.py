"""Tells whether a dossier is whole and unchanged: python3 verify.py [FILE.zip or FOLDER] [--seal SEAL].

Needs Python 3.8 or newer and nothing else, and no network. Without a name it looks at the folder that it
lies in. It finds a changed byte, a missing file and an added file; of a zip also what is between its files.

The seal is the SHA-256 of manifest.json, which names every other file with its own. Whoever could change
all of them could write a new one: ask the sender for the seal by another way, and give it with --seal.

It also checks each event of the audit chain that goes along (13-chain.json) against its own hash, and tells
the newest hash of the ledger's chain: one that the sender made known earlier proves more than any of this.

It leaves with 0 when all is as it was made, 1 when it is not, 2 when there is nothing to check.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import struct
import sys
import zipfile
import zlib
from pathlib import Path

MANIFEST, SEAL, CHAIN = "manifest.json", "manifest.sha256", "13-chain.json"
_FIRST_DAY = 33  # 1 January 1980, as zips write it: every file bears it
_VERSION, _UNIX, _MODE = 20, 3, 0o600 << 16


def frame(files: dict[str, bytes]) -> bytes:
    """The zip that holds these files, by name: stored, not compressed, in order, and nothing between them."""
    made, index = io.BytesIO(), io.BytesIO()
    for name in sorted(files):
        body, path, offset = files[name], name.encode("ascii"), made.tell()
        crc, size = zlib.crc32(body) & 0xFFFFFFFF, len(body)
        common = struct.pack("<5H3L2H", _VERSION, 0, 0, 0, _FIRST_DAY, crc, size, size, len(path), 0)
        made.write(b"PK\x03\x04" + common + path + body)
        index.write(b"PK\x01\x02" + struct.pack("<BB", _VERSION, _UNIX) + common)
        index.write(struct.pack("<3H2L", 0, 0, 0, _MODE, offset) + path)
    count, start, length = len(files), made.tell(), index.tell()
    end = struct.pack("<4H2LH", 0, 0, count, count, length, start, 0)
    return made.getvalue() + index.getvalue() + b"PK\x05\x06" + end


def of_zip(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """(the files by name, what is wrong with the zip itself)."""
    raw = path.read_bytes()
    files: dict[str, bytes] = {}
    faults: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                if info.filename in files:
                    faults.append(f"{info.filename}: is in it twice")
                try:
                    files[info.filename] = archive.read(info)
                except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                    faults.append(f"{info.filename}: cannot be read ({error})")
                    files[info.filename] = b""
    except (zipfile.BadZipFile, OSError, ValueError, struct.error) as error:
        return files, [f"the zip itself cannot be read ({error})"]
    if not faults and (not all(name.isascii() for name in files) or frame(files) != raw):
        faults.append("the zip was packed anew or altered between its files: unpack it and check the folder")
    return files, faults


def of_folder(path: Path) -> tuple[dict[str, bytes], list[str]]:
    """(the files by name, what is wrong)."""
    found = sorted(each for each in path.rglob("*") if each.is_file())
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in found}, []


def check(files: dict[str, bytes], seal: str | None = None) -> tuple[str | None, list[str]]:
    """(the seal, faults): all that is not as the manifest says."""
    if MANIFEST not in files or SEAL not in files:
        lacking = ", ".join(name for name in (MANIFEST, SEAL) if name not in files)
        return None, [f"{lacking}: missing, so nothing can be checked"]
    found, faults = hashlib.sha256(files[MANIFEST]).hexdigest(), []
    if files[SEAL] != f"{found}  {MANIFEST}\n".encode("ascii"):
        faults.append(f"{MANIFEST}: changed, for it is not what {SEAL} says")
    if seal is not None and seal.strip().lower() != found:
        faults.append(f"{MANIFEST}: not the one of the seal that you gave")
    try:
        listed = {
            name: (each["bytes"], each["sha256"])
            for name, each in json.loads(files[MANIFEST])["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return found, [*faults, f"{MANIFEST}: cannot be read"]
    for name, (size, digest) in sorted(listed.items()):
        if name not in files:
            faults.append(f"{name}: missing")
        elif len(files[name]) != size or hashlib.sha256(files[name]).hexdigest() != digest:
            faults.append(f"{name}: changed")
    added = sorted(set(files) - set(listed) - {MANIFEST, SEAL})
    return found, faults + [f"{name}: added" for name in added]


def links(files: dict[str, bytes]) -> tuple[str, list[str]]:
    """(what the audit chain tells, in a line; faults): each event against its hash and its neighbours'."""
    faults: list[str] = []
    told = json.loads(files[CHAIN])
    events, head = told["events"], told["head"]
    hashes = {each["number"]: each["hash"] for each in events}
    for each in events:
        number, header, content = each["number"], each["header"], base64.b64decode(each["content"])
        plain = json.dumps(header, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        good = header["number"] == number and hashlib.sha256(plain).hexdigest() == each["hash"]
        if each["leaf"] is None:
            good = good and hashlib.sha256(content).hexdigest() == header["content"]
        else:
            batch, leaves = each["batch"].encode(), files.get(each["leaves"], b"")
            parts = {leaves[start : start + 32].hex() for start in range(0, len(leaves), 32)}
            good = good and hashlib.sha256(content).hexdigest() == each["leaf"] and each["leaf"] in parts
            good = good and hashlib.sha256(leaves).hexdigest() == json.loads(batch)["leaves"]
            good = good and hashlib.sha256(batch).hexdigest() == header["content"]
        good = good and hashes.get(number - 1, header["previous"]) == header["previous"]
        good = good and each["after"] == hashes.get(number + 1, each["after"])
        newest = (0, "") if head is None else (head["number"], head["hash"])
        good = good and (number < newest[0] or (number, each["hash"]) == newest)
        if not good:
            faults.append(f"{CHAIN}: event {number} is not as the audit chain has it")
    last = "none" if head is None else f"{head['number']} {head['hash']}"
    return f"{len(events)} events of this debtor; the newest of the ledger is {last}", faults


def main() -> int:
    """Check, and say what was found."""
    parser = argparse.ArgumentParser(description="Is this dossier whole and unchanged?")
    here = Path(__file__).resolve().parent
    parser.add_argument("dossier", nargs="?", type=Path, default=here, help="the zip, or its unpacked folder")
    parser.add_argument("--seal", help="the seal as the sender told you")
    asked = parser.parse_args()
    if not asked.dossier.exists():
        sys.stderr.write(f"there is no {asked.dossier}\n")
        return 2
    files, faults = of_folder(asked.dossier) if asked.dossier.is_dir() else of_zip(asked.dossier)
    seal, more = check(files, asked.seal) if files else (None, [])
    chain = ""
    broken: list[str] = []
    if CHAIN in files:
        try:
            chain, broken = links(files)
        except (ValueError, KeyError, TypeError, AttributeError):
            broken = [f"{CHAIN}: the audit chain cannot be read"]
    faults = more + broken + faults
    for fault in faults:
        sys.stdout.write(f"FAILED  {fault}\n")
    if seal is not None:
        sys.stdout.write(f"seal    {seal}\n")
    if chain:
        sys.stdout.write(f"chain   {chain}\n")
    if faults:
        sys.stdout.write("This dossier is NOT as it was made.\n")
        return 1
    sys.stdout.write(f"OK: {len(files)} files, each as it was made.")
    sys.stdout.write("\n" if asked.seal else " Compare the seal with the one that the sender told you.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
