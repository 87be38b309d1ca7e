"""Stripe's Checkout, emulated: sessions, the page where one pays, refunds, disputes, events, signed webhooks.

The shapes are those of Stripe's public API reference; what was written from memory says so where it stands.
"""

from connectors.sandbox.stripe.api import StripeApi

__all__ = ["StripeApi"]
