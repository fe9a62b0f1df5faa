"""From a file in a watched folder to a known candidate: settling, matching, listings."""
