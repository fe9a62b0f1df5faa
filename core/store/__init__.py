"""The append-only event store: plain JSON files in TinyDB's shape, one set per device and OS user."""
