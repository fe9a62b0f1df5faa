"""Time and memory of taking in a report of 100,000 rows, by form; the target is 10 s and 300 MiB.

python bench/import_report.py [--rows 100000] [--forms csv xlsx json]
Each import runs in a process of its own, through the command line, into a workspace of its own; then once
more, when every row is known already.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import openpyxl

from core.workspace import create_workspace
from tests.core.returns.files import KASPI, as_csv, kaspi_row, ozon_return

REASONS = [
    "Отменен покупателем (Товар не соответствует описанию/фото)",
    "Отменен покупателем (Размер мне не подходит)",
    "Отменен покупателем (Передумал покупать)",
    "Клиент не забрал заказ",
    "Отменен покупателем (Другое)",
]


def orders(rows: int) -> list[list[str]]:
    dice = random.Random(1)
    return [
        kaspi_row(
            str(600_000_000 + number),
            f"SKU-{dice.randrange(2000)}/чёрный",
            dice.choice(("Отменен", "Возврат")),
            dice.choice(REASONS),
        )
        for number in range(rows)
    ]


def write_csv(path: Path, rows: int) -> None:
    path.write_bytes(as_csv(KASPI, orders(rows)).encode("cp1251"))


def write_xlsx(path: Path, rows: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(KASPI)
    for row in orders(rows):
        sheet.append([cell or None for cell in row])
    book.save(path)


def write_json(path: Path, rows: int) -> None:
    dice = random.Random(1)
    items = [ozon_return(number, "ClientReturn", dice.choice(REASONS)) for number in range(rows)]
    path.write_text(json.dumps({"returns": items}, ensure_ascii=False), "utf-8")


FORMS: dict[str, Callable[[Path, int], None]] = {"csv": write_csv, "xlsx": write_xlsx, "json": write_json}


def measured(
    arguments: list[str], environment: dict[str, str]
) -> tuple[float, float, float, dict[str, object]]:
    """Return seconds, of them on the processor, MiB at most, and the answer."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tui.cli.main", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    assert process.stdout is not None
    answer = json.loads(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"failed: {status}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, answer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--forms", nargs="+", default=list(FORMS), choices=list(FORMS))
    parser.add_argument("--write", type=Path, help="only write the report")
    args = parser.parse_args()
    if args.write:
        FORMS[args.forms[0]](args.write, args.rows)
        return
    for form in args.forms:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            environment = os.environ | {
                "VITRINA_STATE_DIR": str(root / "state"),
                "VITRINA_CACHE_DIR": str(root / "cache"),
            }
            os.environ.update(environment)
            shop = create_workspace(root / "shop")
            path = root / f"report.{form}"
            # In a process of its own: a child's peak counts what its parent had when it was born.
            subprocess.run(
                [sys.executable, __file__, "--write", str(path), "--forms", form, "--rows", str(args.rows)],
                check=True,
            )
            command = ["import", "returns", str(path), "--workspace", str(shop.root), "--json"]
            for what in ("first", "again"):
                seconds, busy, mib, answer = measured(command, environment)
                kept = sum(file.stat().st_size for file in shop.decisions.iterdir()) / 2**20
                print(
                    f"{form:5} {path.stat().st_size / 2**20:6.1f} MiB  {what}: {seconds:5.1f} s "
                    f"({busy:.1f} s of processor), "
                    f"{mib:4.0f} MiB; added {answer['added']}, known {answer['known']}; store {kept:.1f} MiB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
