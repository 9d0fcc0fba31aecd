"""What a page says of itself, and what only looks so: title, names, dates, language, picture."""
