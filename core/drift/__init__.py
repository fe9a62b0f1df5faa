"""What changed between a source and a candidate: pure measuring over arrays, files at the edge."""
