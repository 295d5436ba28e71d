"""Bars and squares on pages."""
