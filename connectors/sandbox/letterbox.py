"""The pretend mail server's messages as a page: what reached whom, its links, and a place to answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from connectors.sandbox.mail import Received

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pretend mail</title>
<link rel="icon" href="data:,">
<style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem }}
summary {{ cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere }}
details {{ border-top: 1px solid #8885 }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; padding-left: 1rem }}
form {{ padding: 0 0 1rem 1rem }}
textarea {{ width: 100%; box-sizing: border-box; font: inherit }}
</style>
<h1>Pretend mail</h1>
<p>{told}</p>
{messages}
</html>
"""
_MESSAGE = """<details>
<summary><b>{subject}</b><br>to {to}</summary>
<pre>{text}</pre>
<form method="post"><input type="hidden" name="message_id" value="{message_id}">
<label>Answer, in their place<br><textarea name="text" rows="3" required></textarea></label>
<button>Send</button></form>
</details>"""
_LINK = re.compile(r"https?://[^\s<>\"]+")


def as_page(messages: Sequence[Received], told: str) -> str:
    """HTML, the newest first. `told`: what stands above them."""
    return _PAGE.format(told=escape(told), messages="\n".join(map(_message, reversed(messages))))


def _message(one: Received) -> str:
    body = one.message.get_body(("plain",))
    return _MESSAGE.format(
        subject=escape(str(one.message["Subject"])),
        to=escape(", ".join(one.recipients)),
        text=_linked("" if body is None else str(body.get_content())),
        message_id=escape(str(one.message["Message-ID"])),
    )


def _linked(text: str) -> str:
    return _LINK.sub(
        lambda found: f'<a href="{found.group()}">{found.group()}</a>', escape(text, quote=False)
    )
