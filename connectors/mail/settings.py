"""How to reach a mail server. The password is never shown by `repr`."""

from __future__ import annotations

from typing import Literal

import msgspec

Security = Literal["starttls", "tls", "none"]

DEFAULT_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


class MailSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`security`: "starttls" (upgrade, never without), "tls" (from the first byte), or "none".

    `per_day`, `per_minute`: addresses that it takes messages for, at most; `None`: nobody counts them.
    `username` and `password`: `None` when the server asks for no sign-in. `timeout`: seconds that
    any one answer may take.
    """

    host: str
    port: int
    security: Security
    username: str | None
    password: str | None
    timeout: float
    per_day: int | None = None
    per_minute: int | None = None

    def __repr__(self) -> str:
        return f"MailSettings(host={self.host!r}, port={self.port}, security={self.security!r})"
