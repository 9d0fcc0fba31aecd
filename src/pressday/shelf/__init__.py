"""The shelf: a static site from which readers take their editions, its feeds and catalogues.

All of it is made of what stands on it (`standing.py`): each module says some of its files,
pure functions from a `Shelf` to names and bytes, and one writes them.
"""
