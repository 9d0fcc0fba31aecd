"""What people write or paste: Markdown and plain text."""
