from __future__ import annotations

import platform
import subprocess
import sys

import pytest

HELD = """
import os
import threading
from pathlib import Path
from PIL import Image
from core.imaging.memory import give_back_pictures

def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // (1 << 20)

def work():
    for edge in (1500, 2500, 2000, 2600):
        kept.append(Image.new("RGB", (edge, 100)))
        Image.new("RGB", (edge, edge), "white")

assert give_back_pictures()
kept = []
before = resident()
for _ in range(6):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc")
def test_pictures_that_were_let_go_take_no_memory() -> None:
    done = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 40, "MiB beside the 20 or so that are kept"
