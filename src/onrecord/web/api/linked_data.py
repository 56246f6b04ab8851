"""Statements and articles as linked data: schema.org's Claim and NewsArticle, and W3C Web Annotations for the words in
print (https://www.w3.org/TR/annotation-model/), whose positions count Unicode code points as ours do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request

from onrecord.asking.rows import ArticleRow, CellAnswer, StatementRow
from onrecord.record.article import Article
from onrecord.record.cells import Statement
from onrecord.record.reading import Reading
from onrecord.record.text import Span

__all__ = ["graph_of_articles", "graph_of_cell", "graph_of_reading", "graph_of_statements"]

SCHEMA: Final = "https://schema.org"
ANNOTATION: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32  # characters before and after a quotation, by which it is found again in a changed text

Node = dict[str, Any]


def graph_of_statements(request: Request, rows: Sequence[StatementRow]) -> Node:
    """The statements as claims, with the articles that they appear in."""
    return _graph([_claim_of(request, row) for row in rows])


def graph_of_articles(request: Request, rows: Sequence[ArticleRow]) -> Node:
    """The articles."""
    return _graph([_article_of(request, row) for row in rows])


def graph_of_cell(request: Request, answer: CellAnswer) -> Node:
    """A statement as a claim, with its words in print; an event has its words alone."""
    found = answer.trace
    words = [
        _annotation(
            request,
            found.page.id,
            found.id,
            label=mark.label,
            start=found.start + mark.start,
            end=found.start + mark.end,
            quotation=_quotation(found.excerpt, mark.start, mark.end),
        )
        for mark in found.marks
    ]
    claims = [_claim_of(request, answer.statement)] if answer.statement else []
    return _graph([*claims, *words])


def graph_of_reading(request: Request, reading: Reading) -> Node:
    """An article, what is said in it, and the words in print of each part of that."""
    return _graph([_whole_article(request, reading), *_claims_in(request, reading)])


def _graph(nodes: Sequence[Node]) -> Node:
    return {"@context": SCHEMA, "@graph": list(nodes)}


def _claims_in(request: Request, reading: Reading) -> Iterator[Node]:
    names = {actor.id: actor.name for actor in reading.actors}
    for statement in reading.statements:
        source = statement.source.text if statement.source else None
        yield _claim(
            _address(request, "statements", statement.id),
            identifier=statement.id,
            text=" … ".join(span.text for span in statement.content),
            speaker=names.get(statement.actor or "", source),
            date=statement.date.value if statement.date else reading.article.published,
            appearance={"@id": _address(request, "articles", reading.id)},
        )
        for label, span in _parts(statement):
            yield _annotation(
                request,
                reading.id,
                statement.id,
                label=label,
                start=span.start,
                end=span.end,
                quotation=_quotation(reading.article.text, span.start, span.end),
            )


def _parts(statement: Statement) -> Iterator[tuple[str, Span]]:
    for label, span in (("source", statement.source), ("cue", statement.cue)):
        if span is not None:
            yield label, span
    for span in statement.content:
        yield "content", span


def _claim_of(request: Request, row: StatementRow) -> Node:
    return _claim(
        _address(request, "statements", row.id),
        identifier=row.id,
        text=row.content,
        speaker=row.speaker,
        date=row.said or row.published,
        appearance=_news(
            _address(request, "articles", row.article),
            identifier=row.article,
            headline=row.headline,
            published=row.published,
            publication=row.publication,
        ),
        standing=row.standing,
    )


def _claim(
    address: str,
    *,
    identifier: str,
    text: str,
    speaker: str | None,
    date: str | None,
    appearance: Node,
    standing: str | None = None,
) -> Node:
    properties = [{"@type": "PropertyValue", "name": "standing", "value": standing}] if standing else None
    return _known(
        {
            "@type": "Claim",
            "@id": address,
            "identifier": identifier,
            "text": text,
            "author": {"name": speaker} if speaker else None,
            "datePublished": date,
            "appearance": appearance,
            "additionalProperty": properties,
        }
    )


def _article_of(request: Request, row: ArticleRow) -> Node:
    return _news(
        _address(request, "articles", row.id),
        identifier=row.id,
        headline=row.headline,
        published=row.published,
        publication=row.publication,
        url=row.url,
        inLanguage=row.language,
        author={"name": row.byline} if row.byline else None,
        provider={"@type": "Organization", "name": row.provider} if row.provider else None,
    )


def _whole_article(request: Request, reading: Reading) -> Node:
    article: Article = reading.article
    return _news(
        _address(request, "articles", reading.id),
        identifier=reading.id,
        headline=article.headline,
        published=article.published,
        publication=article.publication,
        url=article.url,
        inLanguage=article.language,
        dateModified=article.modified,
        author=[{"name": name} for name in article.byline] or None,
        provider={"@type": "Organization", "name": article.provider} if article.provider else None,
        text=article.text,
    )


def _news(
    address: str,
    *,
    identifier: str,
    headline: str | None,
    published: str | None,
    publication: str | None,
    **more: Any,  # noqa: ANN401 - JSON
) -> Node:
    return _known(
        {
            "@type": "NewsArticle",
            "@id": address,
            "identifier": identifier,
            "headline": headline,
            "datePublished": published,
            "publisher": {"@type": "Organization", "name": publication} if publication else None,
            **more,
        }
    )


def _annotation(
    request: Request, article: str, cell: str, *, label: str, start: int, end: int, quotation: Mapping[str, str]
) -> Node:
    kind = "events" if cell.startswith("e-") else "statements"
    return {
        "@context": ANNOTATION,
        "type": "Annotation",
        "id": f"{_address(request, 'trace', cell)}#{label}-{start}-{end}",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "source": _address(request, kind, cell), "purpose": "identifying"},
            {"type": "TextualBody", "value": label, "purpose": "tagging"},
        ],
        "target": {
            "source": _address(request, "articles", article),
            "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quotation],
        },
    }


def _quotation(text: str, start: int, end: int) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}


def _address(request: Request, kind: str, key: str) -> str:
    return f"{request.base_url}{kind}/{quote(key, safe='')}"
