"""What became of each block of a page, and which were left out although they are probably text."""
