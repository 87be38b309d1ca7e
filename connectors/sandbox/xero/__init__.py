"""Xero, emulated: OAuth2, connections and the part of the Accounting API that Duesync calls."""

from __future__ import annotations

from connectors.sandbox.xero.api import XeroApi
from connectors.sandbox.xero.limits import Limits

__all__ = ["Limits", "XeroApi"]
