"""`/p/{token}`: the page that a customer who owes has of their own."""

from __future__ import annotations

from starlette.routing import Route

from sync.office import Office
from sync.web.often import Often
from sync.web.portal import acting, asking, paying, showing
from sync.web.portal.door import Door


def routes(office: Office) -> list[Route]:
    """All that there is behind a link."""
    door = Door(office, Often(office.clock.elapsed))
    return [
        door.at("", showing.home),
        door.at("/invoices/{number:path}", showing.invoice_page),
        door.at("/pdf/{number:path}", showing.pdf),
        door.at("/pay", paying.pay_form, paying.pay),
        door.at("/pay/qr.svg", paying.qr),
        door.at("/promise", acting.promise_form, acting.promise),
        door.at("/plan", acting.plan_form, acting.plan),
        door.at("/paid", acting.paid_form, acting.paid),
        door.at("/dispute", acting.dispute_form, acting.dispute),
        door.at("/choices", acting.choices_form, acting.choices),
        door.at("/stop", acting.choices_form, acting.stop),
        door.at("/ask", asking.ask_form, asking.ask),
    ]
