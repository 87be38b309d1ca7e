"""E-mail as a channel: one message handed to the firm's own mail server over SMTP, at most once.

The law kept here: until the final line of a message was sent, nothing was handed over and the same
call may be made again; from then until the server's answer was read, no one knows, and it is
`Uncertain`. So MAIL, RCPT and DATA are spoken step by step rather than by `smtplib.sendmail`,
which does not tell the two apart.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import datetime

from connectors.mail.channel import SmtpChannel
from connectors.mail.settings import DEFAULT_PORTS, MailSettings, Security

__all__ = ["DEFAULT_PORTS", "MailSettings", "Security", "SmtpChannel", "smtp"]


def smtp(
    settings: MailSettings, clock: Callable[[], datetime], tls: ssl.SSLContext | None = None
) -> SmtpChannel:
    """A channel to that mail server; it connects at the first message, not here.

    `clock` tells the present instant, aware UTC. `tls` replaces the system's list of trusted
    certificate authorities.
    """
    return SmtpChannel(settings, clock, tls)
