"""Twilio's API for text messages, emulated: texts out and in, their receipts, and STOP as Twilio keeps it.

The shapes and codes are those of Twilio's public documentation of the Message resource, its webhooks and its
error dictionary; what was written from memory says so where it stands.
"""

from connectors.sandbox.twilio.api import TwilioApi

__all__ = ["TwilioApi"]
