"""What customers and mail servers put on the wire, as bytes: made by hand, and with nothing of ours."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

ABSENT = {
    "en": ("Automatic reply: out of office", "I am out of the office until {:%d.%m.%Y}."),
    "de": ("Abwesenheitsnotiz", "Ich bin bis zum {:%d.%m.%Y} nicht im Büro."),
    "fr": ("Absence du bureau", "Je suis absent du bureau jusqu'au {:%d/%m/%Y}."),
    "es": ("Fuera de la oficina", "Estoy fuera de la oficina hasta el {:%d/%m/%Y}."),
    "nl": ("Afwezig", "Ik ben afwezig tot {:%d-%m-%Y}."),
}


def letter(  # noqa: PLR0913 - the fields of one message
    words: str,
    *,
    sender: str,
    to: str,
    subject: str,
    at: datetime,
    serial: str,
    answers: str | None = None,
    quoting: str = "",
    automatic: bool = False,
) -> bytes:
    """A message. `answers`: the Message-ID that it is a reply to. `serial`: makes its own."""
    made = EmailMessage(policy=SMTP)
    made["Date"], made["From"], made["To"], made["Subject"] = format_datetime(at), sender, to, subject
    made["Message-ID"] = f"<{serial}@{sender.rpartition('@')[2]}>"
    if answers is not None:
        made["In-Reply-To"] = made["References"] = answers
    if automatic:
        made["Auto-Submitted"] = "auto-replied"
    quoted = "\n".join(f"> {line}" for line in quoting.splitlines()[:12])
    made.set_content(f"{words}\n\nOn some day you wrote:\n{quoted}\n" if quoted else f"{words}\n")
    return made.as_bytes()


def delivery_report(
    about: str, recipient: str, *, to: str, subject: str, at: datetime, action: str, status: str, why: str
) -> bytes:
    """RFC 3464, about the message of that Message-ID."""
    return _lines(
        f"""\
        Date: {format_datetime(at)}
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        To: {to}
        Subject: {subject}
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="B"

        --B
        Content-Type: text/plain

        Your message could not be handed over.
        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; {recipient}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 {status} {why}

        --B
        Content-Type: text/rfc822-headers

        Message-ID: {about}
        Subject: A reminder

        --B--
        """
    )


def complaint(about: str, recipient: str, *, to: str, subject: str, at: datetime) -> bytes:
    """RFC 5965: somebody pressed the button for spam."""
    return _lines(
        f"""\
        Date: {format_datetime(at)}
        From: Feedback <fbl@provider.example>
        To: {to}
        Subject: {subject}
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="B"

        --B
        Content-Type: text/plain

        This is an abuse report.
        --B
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Provider/1.0
        Version: 1
        Original-Rcpt-To: <{recipient}>

        --B
        Content-Type: message/rfc822

        Message-ID: {about}
        Subject: A reminder

        Please pay.
        --B--
        """
    )


def _lines(text: str) -> bytes:
    return "\r\n".join(line[8:] for line in text.splitlines()).encode()
