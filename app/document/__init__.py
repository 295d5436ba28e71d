"""Captured files in, one PDF/A-2 with a text layer out (DESIGN §1.4, DOMAIN §2.5)."""
