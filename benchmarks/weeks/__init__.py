"""What weeks that are killed leave behind."""
