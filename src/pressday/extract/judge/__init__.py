"""Who says which text of a page is the article: two published judges, the page itself, votes."""
