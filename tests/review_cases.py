"""Shows what a change did to the golden pages: `python -m tests.review_cases`, with `--mark` to write it down.

A cell that a careful reader takes and the product does not find is marked `not_yet` in its case, and no test asks for
it. This program names the marked cells that are found now and the others that are lost; `--mark` sets the marks anew.
A loss that is marked is a loss that the change has to give a reason for.
"""

from __future__ import annotations

import json
import sys

from tests.golden import CASE_FILES, EXPECTED, NOT_YET, cells, is_found, read


def main(mark: bool) -> None:
    readings = {name: read(name) for name in EXPECTED}
    expected = [*cells(), *cells(not_yet=True)]
    for name, kind, number, cell in expected:
        found = is_found(readings[name], kind, cell)
        if found is bool(cell.get(NOT_YET)):
            print("gained" if found else "lost  ", name, kind, number, cell)  # noqa: T201
        if not found:
            cell[NOT_YET] = True
        else:
            cell.pop(NOT_YET, None)
    missing = sum(NOT_YET in cell for *_, cell in expected)
    print(f"{len(expected) - missing} of {len(expected)} cells are found")  # noqa: T201
    if mark:
        for name, path in CASE_FILES.items():
            path.write_text(json.dumps(EXPECTED[name], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main("--mark" in sys.argv[1:])
