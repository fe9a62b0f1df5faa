"""Widgets: they draw what they are given and post messages; they decide nothing and open nothing."""
