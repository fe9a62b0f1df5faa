"""`vitrina doctor`: what works here and what does not, by trying it; nothing is kept or changed."""
