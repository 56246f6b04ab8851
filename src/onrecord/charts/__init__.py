"""Drawings of what a record answers: pure functions from typed rows to pictures.

A drawing has the picture (an Altair chart, SVG or PNG; light or dark, wide or narrow), a sentence that says what it
shows, and the table behind it. In a notebook it shows itself:

    from onrecord import charts

    charts.matter(record.status("patrols"))
"""

from __future__ import annotations

from onrecord.charts.drawing import Drawing
from onrecord.charts.links import links
from onrecord.charts.matters import matter
from onrecord.charts.people import people
from onrecord.charts.publications import publications
from onrecord.charts.voices import voices

__all__ = ["Drawing", "links", "matter", "people", "publications", "voices"]
