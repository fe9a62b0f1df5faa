"""From pixels to what a terminal is sent: pure functions over arrays, no widgets, no files."""
