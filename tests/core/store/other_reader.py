"""A reader of store files made from docs/STORE.md alone: the standard library, nothing of this program's."""

from __future__ import annotations

import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

Event = dict[str, Any]

RECORD = re.compile(rb'"\d+": (\{.*\})(,?)$')


def read_file(data: bytes) -> tuple[Event, list[tuple[Event, bytes]]]:
    """Return a file's head and its events, each with its text, up to what is not joined."""
    lines = data.split(b"\n")
    head = json.loads(lines[0].removesuffix(b",") + b"}")["vitrina"]["1"]
    events: list[tuple[Event, bytes]] = []
    for before, line in pairwise(lines[1:]):
        match = RECORD.match(line)
        joined = before.endswith((b",", b"{")) or bool(events and RECORD.match(before))
        if match is None or not joined:
            break
        text = match[1]
        events.append((json.loads(text), text))
    return head, events


def hash_of(text: bytes) -> str:
    """Return the hash of an event's text: without the key `hash`, which is the last one."""
    return hashlib.sha256(text.rpartition(b',"hash":"')[0] + b"}").hexdigest()


def read_folder(folder: Path) -> list[Event]:
    """Return every event of all files once, in the order of all. Raises ValueError for a broken chain."""
    found: dict[str, Event] = {}
    for path in sorted(folder.glob("*.json")):
        head, events = read_file(path.read_bytes())
        if head["format"] > 1:
            continue
        seq, prev = 0, head["after"]
        for event, text in events:
            if hash_of(text) != event["hash"]:
                raise ValueError(f"{path.name}: event {event['seq']} was changed")
            if event["prev"] != prev or (seq and event["seq"] != seq + 1):
                raise ValueError(f"{path.name}: an event before {event['seq']} is missing")
            if (event["device"], event["user"]) != (head["device"], head["user"]):
                raise ValueError(f"{path.name}: event {event['seq']} is another's")
            seq, prev = event["seq"], event["hash"]
            found[event["hash"]] = event
    return sorted(found.values(), key=lambda e: (e["clock"], e["device"], e["user"], e["seq"]))
