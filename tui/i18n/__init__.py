"""The translation catalogue: every sentence a person reads, in English, Russian and Kazakh."""
