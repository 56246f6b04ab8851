from __future__ import annotations

import pytest

from onrecord.errors import MalformedInput, NoArticle, OnrecordError
from onrecord.reading.html import looks_like_html, read_html
from onrecord.record.identity import digest_of

STORY = "".join(
    f"<p>The council of ward {n} met on Thursday over the footbridge, its chairman said, and put off the vote.</p>"
    for n in range(4)
)


def _page(head: str = "", body: str = STORY) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def test_paragraphs_and_digest() -> None:
    page = _page()
    article = read_html(page)
    assert len(article.body) == 4
    assert article.text.count("\n\n") == 3
    assert article.digest == digest_of(page)
    assert article.format == "html"


def test_encoding_declared_in_the_markup() -> None:
    page = _page('<meta charset="iso-8859-1">', STORY.replace("council", "“café” council")).decode().encode("cp1252")
    assert "“café” council" in read_html(page).text


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="author" content="By Ada Winn and Ole Dell">', "byline", ("Ada Winn", "Ole Dell")),
        ('<meta name="author" content="https://c.example/ada">', "byline", ()),
        ('<meta property="article:published_time" content="2031-02-13">', "published", "2031-02-13"),
        ('<meta property="article:modified_time" content="2031-02-13">', "published", None),
        ('<meta name="date" content="soon">', "published", None),
        ('<meta property="og:locale" content="de_DE">', "language", "de"),
        ('<link rel="canonical" href="/relative">', "url", None),
        ('<script type="application/ld+json">[1, null, {"@type": 5}]</script>', "publication", None),
        ('<script type="application/ld+json">' + '{"@graph":' * 9000 + "</script>", "publication", None),
        (
            '<script type="application/ld+json">{"@type": "Article", "headline": ["A", "B"], "author": {}}</script>',
            "headline",
            None,
        ),
        (
            '<meta property="og:site_name" content="The Courier"><meta name="author" content="The Courier">',
            "byline",
            (),
        ),
    ],
)
def test_metadata(head: str, field: str, value: object) -> None:
    assert getattr(read_html(_page(head)), field) == value


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav></body></html>",
        b"<html><head><title>x</title></head></html>",
        b"<!-- nothing -->",
        b"<html></html>",
    ],
)
def test_no_article(page: bytes) -> None:
    with pytest.raises(NoArticle):
        read_html(page)


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<x>"])
def test_deep_markup_is_an_error_and_no_crash(tag: bytes) -> None:
    with pytest.raises(MalformedInput, match="nested deeper"):
        read_html(b"<html><body>" + tag * 10_000 + b"<p>The council met.</p>")


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body><p>" + b"<" * 5000,
        b"<html>\xff\xfe<p>x",
        b"<html><body><p>&#0;&#xD800;&#1114112;" + b"word " * 60 + b".",
    ],
)
def test_broken_markup_gives_an_article_or_an_error_of_ours(page: bytes) -> None:
    try:
        article = read_html(page)
    except OnrecordError:
        return
    assert all(article.text[span.start : span.end] == span.text for span in article.body)


def test_what_looks_like_html() -> None:
    assert looks_like_html("\n<!doctype HTML>")
    assert looks_like_html("<!-- saved --> <html lang=en>")
    assert looks_like_html('<?xml version="1.0"?>\n<!DOCTYPE html>')
    assert not looks_like_html("<b>Bold</b> words")
    assert not looks_like_html("<!---->" * 1000)


def test_a_page_reads_the_same_however_often_it_was_read() -> None:
    assert len({read_html(_page()).text for _ in range(5)}) == 1
