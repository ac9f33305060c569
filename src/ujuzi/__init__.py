"""Ujuzi: an open hub for AI education and capacity building."""

__version__ = "0.1.0"
