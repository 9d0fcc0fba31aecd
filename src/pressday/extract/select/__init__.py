"""Which of a page's blocks stay: what the judges took, and what belongs to it."""
