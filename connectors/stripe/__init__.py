"""Payments online through Stripe Checkout: the page is Stripe's, so no card's number ever comes here."""
