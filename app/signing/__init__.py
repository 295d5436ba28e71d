"""Signatures in PDF files: keys, the visible mark, PAdES, and what a signature is worth.

``open_signer`` opens a key, ``sign_pdf`` signs and proves its own work, ``verify_pdf`` says what
a clerk needs to know about any signed PDF (DOMAIN §2.3, §2.5, §2.6).
"""
