"""The rules of the review process, as pure functions over the folded state."""
