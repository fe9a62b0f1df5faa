"""One module a kind of drift, each a function from a compared pair to figures and spots."""
