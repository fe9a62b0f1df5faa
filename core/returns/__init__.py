"""What comes back from marketplaces: reports read, told apart row by row, and joined to the pictures."""
