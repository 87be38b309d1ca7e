"""What can go wrong at a provider, sorted by what to do next.

Every error names the ledger or channel and the object it is about, and keeps its cause. Texts are
for a bookkeeper: no token, no secret, no traceback. `request_id` is the provider's own id of the
failed call (`intuit_tid`, `Xero-Correlation-Id`), which their support asks for.
"""

from __future__ import annotations


class ConnectorError(Exception):
    """Base of all: `about` names the object ("invoice 95", "sign-in"), `text` says what happened."""

    def __init__(
        self, text: str, *, about: str = "", status: int | None = None, code: str = "", request_id: str = ""
    ) -> None:
        self.text = text
        self.about = about
        self.status = status
        self.code = code
        self.request_id = request_id
        super().__init__(f"{about}: {text}" if about else text)


class TryLater(ConnectorError):
    """Nothing was done; the same call may work after `after` seconds (throttled, down, offline)."""

    def __init__(self, text: str, *, after: float = 60.0, **context: object) -> None:
        super().__init__(text, **context)  # type: ignore[arg-type]  # passed through unchanged
        self.after = after


class SignInAgain(ConnectorError):
    """The grant is gone (revoked, expired, wrong scope): a person must link the ledger again.

    `relink` is false where linking again would not help: a password or the app's own secret is wrong.
    """

    def __init__(self, text: str, *, relink: bool = True, **context: object) -> None:
        super().__init__(text, **context)  # type: ignore[arg-type]  # passed through unchanged
        self.relink = relink


class Refused(ConnectorError):
    """The provider understood and said no; repeating the call changes nothing."""


class Changed(ConnectorError):
    """The object changed under us (QuickBooks 5010): read it, compare, decide again."""


class Uncertain(ConnectorError):
    """No one knows whether the write was carried out: look it up by its key before anything else."""
