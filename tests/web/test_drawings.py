"""Drawings at their addresses: formats, days, looks, and what a browser may keep."""

from __future__ import annotations

import csv
import html
import io

import pytest
from fastapi.testclient import TestClient
from lxml import etree

from onrecord.web.drawings.rendering import FORMATS

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8", "json": "application/json"}


def first_rescinded(desk: TestClient) -> str:
    identifier: str = desk.get("/api/v1/statements", params={"standing": "rescinded"}).json()["items"][0]["id"]
    return identifier


def addresses(desk: TestClient) -> list[str]:
    return [
        "/drawings/matter/patrols",
        "/drawings/people/Ustrania",
        f"/drawings/statements/{first_rescinded(desk)}",
        "/drawings/publications",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_drawing_has_every_format(desk: TestClient, form: str) -> None:
    for address in addresses(desk):
        answer = desk.get(f"{address}.{form}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, MEDIA[form]), address
        assert len(answer.content) > 100


def test_the_table_and_the_picture_are_of_the_same_day(desk: TestClient) -> None:
    early = desk.get("/drawings/matter/patrols.json", params={"as_of": "2031-03-05"}).json()
    late = desk.get("/drawings/matter/patrols.json", params={"as_of": "2031-03-08"}).json()
    assert "rescinded" not in {row["standing"] for row in early["rows"]}
    assert "rescinded" in {row["standing"] for row in late["rows"]}
    picture = desk.get("/drawings/matter/patrols.svg", params={"as_of": "2031-03-08"}).text
    description = etree.fromstring(picture.encode()).find("{http://www.w3.org/2000/svg}desc")
    assert description is not None
    assert description.text == late["says"]
    table = desk.get("/drawings/matter/patrols.csv", params={"as_of": "2031-03-08"}).text
    assert len(list(csv.reader(io.StringIO(table)))) == len(late["rows"]) + 1


def test_an_empty_day_is_every_day(desk: TestClient) -> None:
    address = "/drawings/matter/patrols.json"
    assert desk.get(address, params={"as_of": ""}).json() == desk.get(address).json()


def test_themes_and_sizes_differ(desk: TestClient) -> None:
    looks = [{"theme": theme, "size": size} for theme in ("light", "dark") for size in ("wide", "narrow")]
    assert len({desk.get("/drawings/publications.svg", params=look).text for look in looks}) == 4


def test_two_are_compared_on_one_matter(desk: TestClient) -> None:
    asked = {"kind": "people", "a": "Petra Holm", "b": "Elsa Dorn", "matter": ""}
    page, table = desk.get("/compare", params=asked), desk.get("/drawings/compare.json", params=asked).json()
    assert {row["voice"] for row in table["rows"]} == {"Petra Holm", "Elsa Dorn"}
    assert html.escape(table["says"]) in page.text
    narrower = desk.get("/drawings/compare.json", params={**asked, "matter": "patrols"}).json()
    assert 0 < sum(row["statements"] for row in narrower["rows"]) < sum(row["statements"] for row in table["rows"])
    outlets = desk.get("/drawings/compare.json", params={"a": "The Lantern", "b": "Lisna River Times"}).json()
    assert {row["voice"] for row in outlets["rows"]} == {"The Lantern", "Lisna River Times"}


def test_names_with_slashes_and_dots_are_names(desk: TestClient) -> None:
    assert desk.get("/drawings/matter/a%2Fb.c.json").json()["title"] == "Timeline of a/b.c"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/drawings/matter/patrols", 404),
        ("/drawings/matter/patrols.gif", 404),
        ("/drawings/matter/.svg", 404),
        ("/drawings/publications.exe", 404),
        ("/drawings/statements/s-nothing.svg", 404),
        ("/drawings/matter/patrols.svg?as_of=tomorrow", 400),
        ("/drawings/matter/patrols.svg?as_of=2031-03-05T00:00:00", 422),
        ("/drawings/matter/patrols.svg?theme=blue", 422),
        ("/drawings/matter/patrols.svg?size=huge", 422),
    ],
)
def test_what_cannot_be_drawn_is_told(desk: TestClient, address: str, status: int) -> None:
    assert desk.get(address).status_code == status


def test_a_browser_that_has_the_drawing_is_told_so(desk: TestClient) -> None:
    first = desk.get("/drawings/publications.svg")
    again = desk.get("/drawings/publications.svg", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = desk.get("/drawings/publications.svg?theme=dark", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
