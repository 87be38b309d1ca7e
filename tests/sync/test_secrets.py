"""The vault's key and the secrets that settings refer to: real files, variables, a keyring backend."""

from __future__ import annotations

import os
import stat
import traceback
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import pytest
from cryptography.fernet import Fernet

from sync.secrets import (
    SecretsError,
    Vault,
    is_reference,
    make_key_file,
    make_keyring_key,
    new_key,
    open_vault,
    resolve,
)

TOKENS = b'{"access_token": "very-secret"}'


class DrawerKeyring(keyring.backend.KeyringBackend):
    """A keyring that keeps its entries for as long as a test runs."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password


@pytest.fixture(autouse=True)
def drawer(monkeypatch: pytest.MonkeyPatch) -> Iterator[DrawerKeyring]:
    """No test may touch the keyring of the person who runs it, nor their variables."""
    before = keyring.get_keyring()
    ours = DrawerKeyring()
    keyring.set_keyring(ours)
    monkeypatch.delenv("DUESYNC_KEY", raising=False)
    yield ours
    keyring.set_keyring(before)


def key_file(folder: Path) -> Path:
    path = folder / "duesync.key"
    make_key_file(path)
    return path


def test_what_was_locked_opens_again_for_the_same_ledger() -> None:
    vault = Vault([new_key()])
    locked = vault.encrypt(TOKENS, "main-street")
    assert b"secret" not in locked
    assert vault.decrypt(locked, "main-street") == TOKENS
    assert vault.decrypt(vault.encrypt(b"", "å"), "å") == b""


@pytest.mark.parametrize("other", ["harbour", "main-stree", "main-streett", ""])
def test_a_sign_in_moved_to_another_ledgers_row_is_refused(other: str) -> None:
    vault = Vault([new_key()])
    locked = vault.encrypt(TOKENS, "main-street")
    with pytest.raises(SecretsError, match="belongs to another ledger"):
        vault.decrypt(locked, other)


def test_a_changed_byte_or_another_key_opens_nothing_and_shows_nothing() -> None:
    vault = Vault([new_key()])
    locked = bytearray(vault.encrypt(TOKENS, "main-street"))
    with pytest.raises(SecretsError, match="duesync connect main-street") as refused:
        Vault([new_key()]).decrypt(bytes(locked), "main-street")
    assert "very-secret" not in "".join(traceback.format_exception(refused.value))
    locked[30] = ord("A") if locked[30] != ord("A") else ord("B")
    with pytest.raises(SecretsError, match="can't be opened with this key"):
        vault.decrypt(bytes(locked), "main-street")
    with pytest.raises(SecretsError):
        vault.decrypt(b"not even a token", "main-street")


def test_what_fernet_locked_outside_the_vault_is_no_ledgers(tmp_path: Path) -> None:
    key = new_key()
    with pytest.raises(SecretsError, match="another ledger"):
        Vault([key]).decrypt(Fernet(key).encrypt(TOKENS), "main-street")
    assert list(tmp_path.iterdir()) == []


def test_a_new_key_put_before_the_old_one_opens_both_and_locks_with_the_new(tmp_path: Path) -> None:
    path = key_file(tmp_path)
    old = path.read_text().strip()
    locked_before = open_vault("file:duesync.key", tmp_path).encrypt(TOKENS, "a")
    fresh = new_key()
    path.write_text(f"{fresh}\n{old}\n")
    both = open_vault("file:duesync.key", tmp_path)
    assert both.decrypt(locked_before, "a") == TOKENS
    assert Vault([fresh]).decrypt(both.encrypt(TOKENS, "a"), "a") == TOKENS


def test_a_key_file_is_readable_by_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = key_file(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_vault("file:duesync.key", tmp_path).encrypt(b"x", "a")


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = key_file(tmp_path)
    before = path.read_text()
    with pytest.raises(SecretsError, match="exists already"):
        make_key_file(path)
    assert path.read_text() == before


def test_a_key_file_is_not_made_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "duesync.key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SecretsError):
        make_key_file(tmp_path / "duesync.key")
    assert not (tmp_path / "elsewhere").exists()


def test_a_key_file_in_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(SecretsError, match="can't be made: No such file or directory"):
        make_key_file(tmp_path / "nowhere" / "duesync.key")


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_key_file_that_others_can_read_or_write_is_refused(tmp_path: Path, mode: int) -> None:
    path = key_file(tmp_path)
    path.chmod(mode)
    with pytest.raises(SecretsError, match="chmod 600"):
        open_vault("file:duesync.key", tmp_path)


@pytest.mark.parametrize("content", ["short", "x" * 44, "", "  \n", "\udcff"])
def test_a_file_that_holds_no_key_is_refused_without_showing_it(tmp_path: Path, content: str) -> None:
    path = key_file(tmp_path)
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(SecretsError) as refused:
        open_vault("file:duesync.key", tmp_path)
    assert "\n" not in str(refused.value)
    if content.strip():
        assert content.strip() not in "".join(traceback.format_exception(refused.value)).replace(
            str(tmp_path), ""
        )


def test_auto_takes_the_variable_before_the_file_before_the_keyring(
    tmp_path: Path, drawer: DrawerKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SecretsError, match="there is no key: run `duesync init`"):
        open_vault("auto", tmp_path)
    make_keyring_key()
    in_keyring = open_vault("auto", tmp_path).encrypt(TOKENS, "a")
    assert Vault([drawer.entries["duesync", "key"]]).decrypt(in_keyring, "a") == TOKENS
    path = key_file(tmp_path)
    in_file = open_vault("auto", tmp_path).encrypt(TOKENS, "a")
    assert Vault([path.read_text().strip()]).decrypt(in_file, "a") == TOKENS
    in_variable = new_key()
    monkeypatch.setenv("DUESYNC_KEY", in_variable)
    assert Vault([in_variable]).decrypt(open_vault("auto", tmp_path).encrypt(TOKENS, "a"), "a") == TOKENS


def test_a_key_in_the_keyring_is_never_overwritten(drawer: DrawerKeyring) -> None:
    make_keyring_key()
    before = dict(drawer.entries)
    with pytest.raises(SecretsError, match="never overwritten"):
        make_keyring_key()
    assert drawer.entries == before


def test_a_machine_without_a_keyring_is_told_what_to_do(tmp_path: Path) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    with pytest.raises(SecretsError, match="keyring can't be used"):
        open_vault("keyring", tmp_path)
    with pytest.raises(SecretsError, match="run `duesync init`"):
        open_vault("auto", tmp_path)
    with pytest.raises(SecretsError, match="keyring can't be used"):
        make_keyring_key()


@pytest.mark.parametrize("source", ["", "vault", "env:", "file:", "ENV:X", "gAAAAkey"])
def test_a_place_of_the_key_that_is_none_is_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(SecretsError, match='must be "auto"'):
        open_vault(source, tmp_path)


def test_a_secret_is_taken_from_where_its_reference_says(
    tmp_path: Path, drawer: DrawerKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "from env\n")
    (tmp_path / "mail.txt").write_text("\ufefffrom file\n", encoding="utf-8")
    drawer.entries["duesync", "mail"] = "from keyring"
    assert resolve("env:MAIL_PASSWORD", tmp_path) == "from env"
    assert resolve("file:mail.txt", tmp_path) == "from file"
    assert resolve(f"file:{tmp_path}/mail.txt", Path("elsewhere")) == "from file"
    assert resolve("keyring:mail", tmp_path) == "from keyring"
    assert resolve("a:plain:password", tmp_path) == "a:plain:password"
    assert not is_reference("a:plain:password")
    assert not is_reference("env:")


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("env:NOT_SET_ANYWHERE", "the environment variable NOT_SET_ANYWHERE is not set"),
        ("file:nowhere.txt", "nowhere.txt can't be read: No such file or directory"),
        ("file:.", "can't be read: Is a directory"),
        ("keyring:mail", "keyring set duesync mail"),
    ],
)
def test_a_secret_that_is_not_there_is_one_clear_line(tmp_path: Path, reference: str, text: str) -> None:
    with pytest.raises(SecretsError, match=text) as missing:
        resolve(reference, tmp_path)
    assert "\n" not in str(missing.value)
