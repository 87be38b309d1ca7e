"""`serve`: the web face, for as long as it is asked to."""

from __future__ import annotations

from typing import Annotated

import typer

from sync.cli.session import Session


def serve(
    context: typer.Context,
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of [serve].host.")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port instead of [serve].port; 0 for any that is free."),
    ] = None,
) -> None:
    """Serve the console and all other pages, and take webhooks, until stopped; `worker` does the work."""
    from sync.web.app import say
    from sync.web.serve import serve as serve_on

    session: Session = context.obj
    with session.office() as office:
        settings = office.config.serve
        serve_on(office, host or settings.host, settings.port if port is None else port, say)
