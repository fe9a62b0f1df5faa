"""Approved packs as upload-ready folders, one for each marketplace."""
