"""Drawings: what they say, what stands in their tables, and that their SVG holds words and shapes and nothing else."""

from __future__ import annotations

import csv
import io
import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import onrecord
from onrecord import charts
from onrecord.charts.drawing import Drawing
from onrecord.charts.look import LOOKS
from onrecord.charts.matters import STEPS_DRAWN
from onrecord.charts.people import PARTIES_DRAWN
from onrecord.charts.publications import PUBLICATIONS_DRAWN
from onrecord.charts.voices import MARKS_OF_A_DAY
from onrecord.record.vocabulary import LinkKind, Phase
from tests.charts.rows import CLAIM, PAYLOAD, answer, deed, event, source, statement, step, story

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {f"{SVG}{tag}" for tag in ("svg", "g", "path", "rect", "line", "text", "tspan", "title", "desc", "defs")}
SIZES = list(itertools.product(("light", "dark"), ("wide", "narrow")))


def hostile() -> list[Drawing]:
    """One drawing of each kind, every word of it an attack."""
    rows = (step(who=PAYLOAD, says=PAYLOAD, publication=PAYLOAD), deed(who=PAYLOAD))
    return [
        charts.matter(answer(*rows, matter=PAYLOAD)),
        charts.matter(answer(matter=PAYLOAD)),
        charts.people(PAYLOAD, [event(actors=PAYLOAD, recipients=f"x{PAYLOAD}")], []),
        charts.publications([source(name=PAYLOAD)]),
        charts.voices({PAYLOAD: [statement(speaker=PAYLOAD)]}),
    ]


def texts(drawing: Drawing, **look: str) -> list[str]:
    root = etree.fromstring(drawing.to_svg(**look).encode())  # type: ignore[arg-type]
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def struck(drawing: Drawing) -> list[str]:
    root = etree.fromstring(drawing.to_svg().encode())
    return ["".join(element.itertext()) for element in root.iterfind(f".//{SVG}text[@text-decoration='line-through']")]


@pytest.mark.parametrize("number", range(5))
def test_what_is_printed_stays_text(number: int) -> None:
    drawing = hostile()[number]
    root = etree.fromstring(drawing.to_svg().encode())
    assert {element.tag for element in root.iter()} <= HARMLESS
    attributes = [name for element in root.iter() for name in element.attrib]
    assert not [name for name in attributes if name.startswith("on") or name.endswith("href")]
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == drawing.title


@settings(max_examples=25)
@given(st.text(min_size=1), st.sampled_from(list(Phase)))
def test_any_name_is_drawn(name: str, phase: Phase) -> None:
    drawing = charts.matter(answer(step(who=name, says=name, what=phase.value), matter=name))
    assert {element.tag for element in etree.fromstring(drawing.to_svg().encode()).iter()} <= HARMLESS


def test_what_was_taken_back_is_struck_and_ends_in_a_cross() -> None:
    drawing = charts.matter(story(), as_of="2031-05-10")
    assert struck(drawing) == ["resumed, says the ferry company"]
    assert "rescinded 2031-05-09" in drawing.says
    assert drawing.says.startswith("Timeline of ferry as of May 10, 2031: 4 steps from 2031-05-02 to 2031-06-01.")
    details = [text for text in texts(drawing) if text.startswith("May 6, 2031")]
    assert len(details) == 1
    assert details[0].startswith("May 6, 2031 · claimed · rescinded May 9, 2031 by a spokesman")


def test_nothing_is_struck_that_stands() -> None:
    drawing = charts.matter(answer(step(), step(**CLAIM, standing="disputed"), deed(what="denies")))
    assert struck(drawing) == []
    assert "No longer claimed" not in drawing.says


def test_what_is_only_expected_says_so() -> None:
    assert "expected: started" in texts(charts.matter(story()))


def test_a_step_without_a_day_is_told_at_the_end_and_has_no_mark() -> None:
    drawing = charts.matter(story())
    assert [row[0] for row in drawing.rows] == ["2031-05-02", "2031-05-06", "2031-06", "XXXX-04-01"]
    assert "Apr 1, year not given · actual" in texts(drawing)
    without = charts.matter(answer(step(date=None), step(date="PAST_REF")))
    assert {"date not given · actual"} <= set(texts(without))


@pytest.mark.parametrize("kind", list(LinkKind))
def test_every_deed_has_words(kind: LinkKind) -> None:
    (row,) = charts.matter(answer(step(), deed(what=kind.value))).to_dicts()
    assert str(row["done to it"]).endswith(" May 9, 2031 by a spokesman")


def test_a_long_matter_is_drawn_in_part_and_the_table_has_all() -> None:
    steps = [step(date=f"2031-{month:02}-{day:02}", id=f"e-{month}-{day}") for month in (3, 4) for day in range(1, 20)]
    drawing = charts.matter(answer(*steps))
    assert len(drawing.rows) == 38
    assert f"{38 - STEPS_DRAWN} steps more: the table has all." in texts(drawing)
    assert "Apr 19, 2031 · actual" in texts(drawing)


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_table() -> None:
    name = "the Standing Committee on the Navigation of the Lower River and its Tributaries"
    drawing = charts.matter(answer(step(says=name)))
    assert [row["says"] for row in drawing.to_dicts()] == [name]
    assert not [text for text in texts(drawing) if name in text]
    assert [
        text for text in texts(drawing) if text.startswith("paused by Harbor Board, says the Standing") and "…" in text
    ]


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (charts.matter(answer(matter="a bridge"), as_of="2031-05-01"), "Nothing printed as of May 1, 2031 starts"),
        (charts.people("Ada Lind", [], []), "No event on record has Ada Lind"),
        (charts.publications([]), "No page on record names its publication"),
        (charts.voices({"Ada Lind": [], "Nils Rasmus": []}), "said by Ada Lind and Nils Rasmus"),
    ],
)
def test_where_there_is_nothing_it_says_so(drawing: Drawing, words: str) -> None:
    for theme, size in SIZES:
        assert words in " ".join(texts(drawing, theme=theme, size=size))
    assert drawing.to_dicts() == []


def test_only_what_happened_counts_for_the_network() -> None:
    acts = [
        event(recipients="Ada Lind; Ferry Company"),
        event(id="e-2", recipients="Ada Lind", type="THREATEN", begin="2031-05-04"),
        event(id="e-3", recipients="Ada Lind", factuality="denied"),
        event(id="e-4", recipients="they"),
        event(id="e-5", recipients="the Harbor Board"),
        event(id="e-6", recipients=None),
    ]
    drawing = charts.people(
        "Harbor Board", acts, [event(actors="Ferry Company", recipients="Harbor Board", type="SUPPORT")]
    )
    assert [row[:6] for row in drawing.rows] == [
        ("acts on", "Ada Lind", 2, "accuse 1, threaten 1", "2031-05-02", "2031-05-04"),
        ("acts on", "Ferry Company", 1, "accuse 1", "2031-05-02", "2031-05-02"),
        ("is acted on by", "Ferry Company", 1, "support 1", "2031-05-02", "2031-05-02"),
    ]
    assert drawing.says == (
        "Network of Harbor Board. Acts on Ada Lind (accuse 1, threaten 1) and Ferry Company (accuse 1)."
        " Acted on by Ferry Company (support 1)."
    )


def test_a_party_with_many_others_is_drawn_in_part() -> None:
    drawing = charts.people("Harbor Board", [event(recipients=f"Company {number}") for number in range(20)], [])
    assert len(drawing.rows) == 20
    assert f"{20 - PARTIES_DRAWN} parties more: the table has all." in " ".join(texts(drawing))


def test_of_the_sources_only_publications_are_drawn_the_largest_first() -> None:
    many = [source(name=f"Paper {number:02}", articles=1, origins=0) for number in range(30)]
    drawing = charts.publications([*many, source(), source(name="Northern Wire", kind="provider")])
    assert [row[0] for row in drawing.rows][:2] == ["Gull Island Post", "Paper 00"]
    assert len(drawing.rows) == 31
    assert drawing.says.startswith("34 pages of 31 publications, 3 of them no copies of another: Gull Island Post (4)")
    assert f"{31 - PUBLICATIONS_DRAWN} more: the table has all." in " ".join(texts(drawing))


def test_what_voices_said_stands_on_its_day_with_what_became_of_it() -> None:
    said = [
        statement(id="s-1", said="2031-05-02"),
        statement(id="s-2", said="2031-05-02", standing="rescinded"),
        statement(id="s-3", said="2031", published="2031-05-04T08:00:00Z"),
        statement(id="s-4", said=None, published=None),
    ]
    drawing = charts.voices({"Ada Lind": said, "Nils Rasmus": []})
    assert drawing.rows == (
        ("Ada Lind", "2031-05-02", 1, "rescinded", "s-2"),
        ("Ada Lind", "2031-05-02", 1, "stands", "s-1"),
        ("Ada Lind", "2031-05-04", 1, "stands", "s-3"),
        ("Ada Lind", None, 1, "stands", "s-4"),
    )
    assert drawing.says == (
        "Statements by day. Ada Lind: 4 statements: 3 stands and 1 rescinded; Nils Rasmus: 0 statements."
    )
    assert "Not drawn: 1 without a day." in " ".join(texts(drawing))


def test_a_full_day_is_drawn_in_part() -> None:
    gone = statement(id="s-99", standing="withdrawn")
    drawing = charts.voices({"Ada Lind": [*(statement(id=f"s-{number:02}") for number in range(29)), gone]})
    assert drawing.to_svg().count(LOOKS["light", "wide"].undone) == 1
    assert f"Not drawn: {30 - MARKS_OF_A_DAY} more on full days." in " ".join(texts(drawing))


def examples_drawn(record: onrecord.Record) -> Iterator[Drawing]:
    yield charts.matter(record.status("patrols", as_of="2031-03-10"), as_of="2031-03-10")
    yield charts.people("Ustrania", record.events(actor="Ustrania"), record.events(recipient="Ustrania"))
    yield charts.publications(record.sources())
    yield charts.voices({name: record.statements(by=name) for name in ("Petra Holm", "Elsa Dorn")})
    for row in record.statements(standing="rescinded"):
        yield charts.links(record.cell(row.id))


def test_the_drawings_of_the_examples_have_a_sentence_and_a_table(record: onrecord.Record) -> None:
    drawings = list(examples_drawn(record))
    assert len(drawings) > 3
    for drawing in drawings:
        assert drawing.rows
        assert all(len(row) == len(drawing.columns) for row in drawing.rows)
        assert len(drawing.says) > 60
        header, *rows = csv.reader(io.StringIO(drawing.to_csv()))
        assert tuple(header) == drawing.columns
        assert len(rows) == len(drawing.rows)


def test_the_links_of_a_rescinded_statement_strike_it(record: onrecord.Record) -> None:
    rescinded = next(row for row in record.statements(standing="rescinded") if record.cell(row.id).links)
    drawing = charts.links(record.cell(rescinded.id))
    assert " ".join(struck(drawing)).startswith(rescinded.content[:20])
    assert "It was" in drawing.says
    assert {"done to it"} <= {row[0] for row in drawing.rows}


def _ratio(one: str, other: str) -> float:
    """The contrast of two colours, by WCAG 2.2."""

    def luminance(colour: str) -> float:
        channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: f"{look.theme}-{look.size}")
@pytest.mark.parametrize("colour", ["ink", "muted", "stands", "undone", "disputed"])
def test_every_colour_can_be_read_on_the_paper(look: object, colour: str) -> None:
    assert _ratio(getattr(look, colour), getattr(look, "paper")) >= 4.5  # noqa: B009


@pytest.mark.parametrize(("theme", "size"), SIZES)
def test_the_width_fits_the_screen(theme: str, size: str, record: onrecord.Record) -> None:
    for drawing in examples_drawn(record):
        root = etree.fromstring(drawing.to_svg(theme=theme, size=size).encode())  # type: ignore[arg-type]
        assert float(root.get("width")) == (960 if size == "wide" else 320)


def test_a_png_is_made_and_a_notebook_shows_the_svg() -> None:
    drawing = charts.matter(story())
    assert drawing.to_png().startswith(b"\x89PNG\r\n")
    shown = drawing._repr_mimebundle_()
    assert shown["image/svg+xml"] == drawing.to_svg()
    assert shown["text/plain"] == drawing.says


def test_the_chart_is_one_of_altair_s(record: onrecord.Record) -> None:
    for drawing in examples_drawn(record):
        drawing.chart().to_dict(validate=True)


def test_a_drawing_is_a_value() -> None:
    make: Callable[[], Drawing] = lambda: charts.matter(story())  # noqa: E731
    assert make() == make()
    assert hash(make()) == hash(make())


def test_commands_start_without_what_draws() -> None:
    program = "import sys, onrecord.cli; print({'altair', 'vl_convert', 'fastapi'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
