"""Secrets: the vault that tokens are stored in, where its key comes from, references in the settings.

The law kept here: what is stored can be read only with the key and only for the ledger that it was
stored for; the key lives in the system's keyring, an environment variable or a file that its owner
alone can read, never in the store; no secret appears in an error. Each error is one line that says
what to do.
"""

from __future__ import annotations

import base64
import contextlib
import copy
import hmac
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

SERVICE = "duesync"
KEY_ENTRY = "key"
KEY_VARIABLE = "DUESYNC_KEY"
KEY_FILE = "duesync.key"
SCHEMES = ("env", "file", "keyring")
_ENVELOPE = b"duesync1"
_LENGTH_BYTES = 2
_KEY_ID = 12


class SecretsError(Exception):
    """A key or secret that can't be had or doesn't fit; the text is one line and holds no secret."""


class Vault:
    """Encrypts with the first of its keys and decrypts with any, so that a key can be replaced."""

    def __init__(self, keys: Iterable[str]) -> None:
        from cryptography.fernet import Fernet, MultiFernet  # slow to load, seldom needed

        self._fernets: list[Fernet] = []
        self._marking: list[bytes] = []
        self._sealing: list[bytes] = []
        for key in keys:
            try:
                self._fernets.append(Fernet(key))
                self._marking.append(hmac.digest(key.encode(), b"duesync: marks of who was erased", "sha256"))
                self._sealing.append(hmac.digest(key.encode(), b"duesync: seals", "sha256"))
            except ValueError:
                msg = "the key is not one that `duesync init` makes: 44 letters, digits, - and _"
                raise SecretsError(msg) from None  # the cause would show parts of the key
        if not self._fernets:
            msg = "the key is empty; `duesync init` makes one"
            raise SecretsError(msg)
        self._fernet = MultiFernet(self._fernets)

    def __repr__(self) -> str:
        return "Vault()"

    def under(self, key: str) -> Vault:
        """The same, but what it encrypts only `key` opens; what was encrypted without it stays readable."""
        from cryptography.fernet import Fernet, MultiFernet  # loaded with the vault already

        made = copy.copy(self)
        made._fernet = MultiFernet([Fernet(key), *self._fernets])  # noqa: SLF001 - one of our own
        return made

    def marks(self, text: str) -> dict[str, str]:
        """Keyed hashes of a text by which it is known again and cannot be guessed, by the key's own id.

        The newest key's first.
        """
        return {
            hmac.digest(key, b"", "sha256").hex()[:_KEY_ID]: hmac.digest(key, text.encode(), "sha256").hex()
            for key in self._marking
        }

    def seals(self, purpose: str, text: str) -> tuple[str, ...]:
        """What proves that we wrote that text, for that purpose; the newest key's first.

        24 characters, 144 bits, fit for an address.
        """
        told = f"{purpose}\0{text}".encode()
        found = (hmac.digest(key, told, "sha256")[:18] for key in self._sealing)
        return tuple(base64.urlsafe_b64encode(each).decode("ascii") for each in found)

    def encrypt(self, plaintext: bytes, ledger: str) -> bytes:
        """ASCII ciphertext that only `decrypt` with the same `ledger` opens."""
        name = ledger.encode()
        return self._fernet.encrypt(_ENVELOPE + len(name).to_bytes(_LENGTH_BYTES) + name + plaintext)

    def decrypt(self, ciphertext: bytes, ledger: str) -> bytes:
        """The plaintext. `SecretsError` with another key, another ledger's row, or a changed byte."""
        from cryptography.fernet import InvalidToken  # loaded with the vault already

        try:
            envelope = self._fernet.decrypt(ciphertext)
        except InvalidToken:
            msg = (
                f"the stored sign-in of {ledger} can't be opened with this key:"
                f" use the key it was stored with, or `duesync connect {ledger}` again"
            )
            raise SecretsError(msg) from None
        name = ledger.encode()
        header = _ENVELOPE + len(name).to_bytes(_LENGTH_BYTES) + name
        if not envelope.startswith(header):
            msg = (
                f"the stored sign-in of {ledger} belongs to another ledger: `duesync connect {ledger}` again"
            )
            raise SecretsError(msg)
        return envelope[len(header) :]


def new_key() -> str:
    """A fresh random key, as text."""
    from cryptography.fernet import Fernet  # slow to load, seldom needed

    return Fernet.generate_key().decode("ascii")


def make_key_file(path: Path) -> None:
    """A new key in a new file that only its owner can read. `SecretsError` when the file exists."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        file = os.open(path, flags, 0o600)
    except FileExistsError:
        msg = f"{path} exists already; a key is never overwritten, for what it locked would be lost"
        raise SecretsError(msg) from None
    except OSError as failed:
        msg = f"{path} can't be made: {failed.strerror}"
        raise SecretsError(msg) from failed
    try:
        with os.fdopen(file, "w", encoding="ascii") as opened:
            opened.write(f"{new_key()}\n")
            opened.flush()
            os.fsync(opened.fileno())
    except BaseException:
        path.unlink(missing_ok=True)  # half a key would stop the next `duesync init`
        raise


def make_keyring_key() -> None:
    """A new key in the system's keyring. `SecretsError` when there is one already, or no keyring."""
    import keyring  # slow to load, seldom needed
    import keyring.errors  # as above

    if _keyring(KEY_ENTRY) is not None:
        msg = "the system's keyring holds a key of Duesync already; it is never overwritten"
        raise SecretsError(msg)
    try:
        keyring.set_password(SERVICE, KEY_ENTRY, new_key())
    except keyring.errors.KeyringError as failed:
        msg = f"the system's keyring can't be used: {_one_line(failed)}"
        raise SecretsError(msg) from failed


def open_vault(source: str, base: Path) -> Vault:
    """The vault whose key is at `source`; `base`: the folder that file names are relative to.

    `source`: "keyring", "env:NAME", "file:PATH", or "auto": the variable DUESYNC_KEY if it is set,
    else the file duesync.key if it is there, else the keyring. Several keys, apart by blanks, newest
    first, open what any of them locked.
    """
    return Vault(_key_text(source, base).split())


def _key_text(source: str, base: Path) -> str:
    scheme, _, name = source.partition(":")
    if source == "auto":
        if os.environ.get(KEY_VARIABLE):
            return _key_text(f"env:{KEY_VARIABLE}", base)
        if (base / KEY_FILE).exists():
            return _key_text(f"file:{KEY_FILE}", base)
        with contextlib.suppress(SecretsError):  # no keyring here is as good as no key in it
            key = _keyring(KEY_ENTRY)
            if key is not None:
                return key
        msg = (
            f"there is no key: run `duesync init`, or set {KEY_VARIABLE}"
            f" (looked for {KEY_VARIABLE}, {base / KEY_FILE} and the system's keyring)"
        )
        raise SecretsError(msg)
    if source == "keyring":
        return resolve(f"keyring:{KEY_ENTRY}", base)
    if scheme == "file" and name:
        return _read(base / Path(name).expanduser(), private=True)
    if scheme == "env" and name:
        return resolve(source, base)
    msg = 'the key\'s place must be "auto", "keyring", "env:NAME" or "file:PATH"'
    raise SecretsError(msg)


def is_reference(written: str) -> bool:
    """Whether a setting says where its secret is, rather than the secret itself."""
    scheme, colon, name = written.partition(":")
    return bool(colon and name) and scheme in SCHEMES


def resolve(written: str, base: Path) -> str:
    """The secret that a setting means: "env:NAME", "file:PATH", "keyring:NAME", or itself as written.

    `base`: the folder that file names are relative to. `SecretsError` when it isn't there.
    """
    if not is_reference(written):
        return written
    scheme, _, name = written.partition(":")
    if scheme == "file":
        return _read(base / Path(name).expanduser(), private=False)
    if scheme == "env":
        secret = os.environ.get(name, "")
        missing = f"the environment variable {name} is not set"
    else:
        secret = _keyring(name) or ""
        missing = f"the system's keyring has nothing for {SERVICE} {name}: `keyring set {SERVICE} {name}`"
    if not secret.strip():
        raise SecretsError(missing)
    return secret.strip()


def _read(path: Path, *, private: bool) -> str:
    """The text of a secret's file, without blanks around it; `private`: nobody else may read it."""
    try:
        with path.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            secret = opened.read().decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as failed:
        why = failed.strerror if isinstance(failed, OSError) else "it is not text"
        msg = f"{path} can't be read: {why}"
        raise SecretsError(msg) from None  # the cause may show what the file holds
    if private and os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        msg = f"{path} can be read by others on this machine: `chmod 600 {path}`, then make a new key"
        raise SecretsError(msg)
    if not secret:
        msg = f"{path} is empty"
        raise SecretsError(msg)
    return secret


def _keyring(name: str) -> str | None:
    import keyring  # slow to load, seldom needed
    import keyring.errors  # as above

    try:
        return keyring.get_password(SERVICE, name)
    except keyring.errors.KeyringError as failed:
        msg = f"the system's keyring can't be used: {_one_line(failed)}"
        raise SecretsError(msg) from failed


def _one_line(failed: Exception) -> str:
    return " ".join(str(failed).split())[:200]
