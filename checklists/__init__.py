"""Data a seller may edit: category checklists, marketplaces, rejection reasons; and their loader."""
