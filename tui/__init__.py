"""Everything a person sees: the Textual desk, the command line, the translation catalogue."""
