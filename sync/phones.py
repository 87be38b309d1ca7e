"""Telephone numbers in one form, E.164: "+12125550123", whatever a ledger or a person wrote."""

from __future__ import annotations


def e164(written: str | None, country: str | None) -> str | None:
    """The number in that form; `None` where it can be none. `country`: of one without a prefix."""
    if not written:
        return None
    import phonenumbers  # its tables take a tenth of a second to load

    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def zones_of(number: str | None) -> tuple[str, ...]:
    """The time zones that a number in E.164 may be in, as far as it tells."""
    if number is None:
        return ()
    import phonenumbers
    from phonenumbers import timezone

    found = timezone.time_zones_for_number(phonenumbers.parse(number))
    return tuple(sorted(zone for zone in found if zone != timezone.UNKNOWN_TIMEZONE))
