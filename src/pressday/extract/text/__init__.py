"""Which of a page's blocks are the article: two judges, votes, and what belongs to them."""
