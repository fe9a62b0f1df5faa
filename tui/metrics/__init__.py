"""The log and the metrics in words, tables and small plots, for the commands, the screens and the report."""
