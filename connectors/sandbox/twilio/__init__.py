"""Twilio's API, emulated: texts out and in, their receipts, STOP as Twilio keeps it, and calls with keys.

The shapes and codes are those of Twilio's public documentation of the Message and Call resources, of their
webhooks and its error dictionary; what was written from memory says so where it stands.
"""

from connectors.sandbox.twilio.api import TwilioApi

__all__ = ["TwilioApi"]
