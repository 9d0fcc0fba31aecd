"""Edition and theme to books: what stands where, before anything is set."""
