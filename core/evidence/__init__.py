"""Measured evidence at the desk: worker processes, a cache of what they found, and what follows from it.

`request` and `outcome` are what goes to a worker and comes back; `worker` is the other process, `process` the
desk's side of it; `measuring` decides what is measured next; `cache` keeps it.
"""
