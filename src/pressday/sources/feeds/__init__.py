"""What lists articles elsewhere: feeds, sitemaps, lists of feeds."""
