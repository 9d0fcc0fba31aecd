"""A page as a browser would show it: decoded, parsed, its hidden parts gone, its boxes named."""
