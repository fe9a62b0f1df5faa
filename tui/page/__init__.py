"""The large-screen page: one pair as one self-contained HTML page, written or served on loopback."""
