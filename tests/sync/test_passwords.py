"""Passwords that are easy to guess, and what is said of them."""

from __future__ import annotations

import pytest

from sync.passwords import weakness

ABOUT = ("robin.field@harbour.example", "Robin Field")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",  # of the lists of breached ones
        "Qwertyuiop12",
        "iloveyou2024!",
        "P@ssw0rd2024",
        "abcdefghijkl",
        "aaaaaaaaaaaaaaaa",
        "1qaz2wsx3edc",
        "Robin Field 1",
        "robin.field@harbour.example",
        "duesyncduesync",
        "passwordpassword" * 8,  # however long
    ],
)
def test_what_others_use_or_know_is_refused_with_its_strength_and_what_would_help(password: str) -> None:
    told = weakness(password, ABOUT)
    assert told is not None
    assert told.startswith("it is too easy to guess (strength ")
    assert " of 4; a machine needs " in told
    assert password not in told


@pytest.mark.parametrize(
    "password", ["four green herons wade", "Käsekuchen am Hafen 7", "x7#Kq!mZ2v@Lp9", "字典里没有的四个词"]
)
def test_what_nobody_knows_is_taken_in_any_script(password: str) -> None:
    assert weakness(password, ABOUT) is None
