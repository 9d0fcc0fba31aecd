"""Which text of a page is the article: a small trained forest asks what stands where."""
