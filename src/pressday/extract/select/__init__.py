"""Which of a page's blocks stay: what is likely text, and what belongs to it."""
