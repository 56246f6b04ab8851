"""How long drawings take: the first one, those after it, and one that was drawn before.

    python -m benchmarks.drawings

Each is of the record of the examples: a timeline, a network, links and publications, wide and light.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import onrecord
from onrecord import charts
from onrecord.charts import Drawing

EXAMPLES = Path(__file__).parents[1] / "examples"
ROUNDS = 21


def drawings(record: onrecord.Record) -> Iterator[tuple[str, Drawing]]:
    yield "timeline", charts.matter(record.status("patrols"))
    yield "network", charts.people("Ustrania", record.events(actor="Ustrania"), record.events(recipient="Ustrania"))
    rescinded = next(row for row in record.statements(standing="rescinded") if record.cell(row.id).links)
    yield "links", charts.links(record.cell(rescinded.id))
    yield "publications", charts.publications(record.sources())


def milliseconds(draw: Callable[[], object]) -> float:
    begin = time.perf_counter()
    draw()
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    with TemporaryDirectory() as folder, onrecord.open(Path(folder) / "examples.db") as record:
        record.read(EXAMPLES)
        for number, (name, drawing) in enumerate(drawings(record)):
            if number == 0:
                print(f"first drawing of the process: {milliseconds(drawing.to_svg):.0f} ms")
            for form, draw in (("SVG", drawing.to_svg), ("PNG", drawing.to_png)):
                took = statistics.median(milliseconds(draw) for _ in range(ROUNDS))
                print(f"{name} of {len(drawing.rows)} rows as {form}: {took:.0f} ms (median of {ROUNDS})")


if __name__ == "__main__":
    main()
