"""Single pages and files: saved pages, Word documents, books, lists, folders of them."""
