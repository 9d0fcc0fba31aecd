"""Pressday turns a week of articles into an edition that people print and read."""

__version__ = "0.1.0"
