"""The pages before one is in: logging in, the link by mail, the second factor. Plain HTML, no scripts."""
