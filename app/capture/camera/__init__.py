"""Webcams and document cameras."""
