"""What veraPDF says of finished files."""
