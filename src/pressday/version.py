"""Pressday's version, for rooms that may not import the API."""

__version__ = "0.1.0"
