"""Threads: the posts of a page that many wrote, each with its writer and day."""
