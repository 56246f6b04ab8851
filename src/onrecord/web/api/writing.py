"""What writes: verdicts, and pages that are sent to be read."""

from __future__ import annotations

from itertools import islice
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Final, Literal

import msgspec
from anyio import to_thread
from fastapi import APIRouter, HTTPException, Query, Request, Response
from msgspec import Meta, Struct
from pydantic import BaseModel, ConfigDict, Field

from onrecord.api import documents_in
from onrecord.errors import TooLarge
from onrecord.record.intake import Document, Refusal
from onrecord.storing.opinions import Opinion
from onrecord.web.api.answers import answers, json_answer
from onrecord.web.api.description import content_of
from onrecord.web.api.questions import Day
from onrecord.web.problems import Fault, problem_answer, problem_of
from onrecord.web.records import Records

__all__ = ["router"]

MOST_PAGES: Final = 200  # of one upload: half a minute on two cores
MOST_CHARACTERS: Final = 1_000_000  # of all its pages: 200 of a long newspaper page, a minute on two cores
FORMATS: Final = ("text/plain", "text/html", "application/xhtml+xml", "application/json", "application/x-ndjson")
_TOKEN: Final[dict[str, Any]] = {"security": [{"token": []}]}

router = APIRouter()


class Verdict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person says of a row: `target` is the id of a statement, event, article or link."""

    target: Annotated[str, Meta(min_length=1, max_length=500)]
    verdict: Literal["right", "wrong"]
    author: Annotated[str, Meta(min_length=1, max_length=200)]
    note: Annotated[str, Meta(max_length=4000)] | None = None


class Upload(Struct, frozen=True, kw_only=True):
    """What came of the pages that were sent: how many are new, how many were known; the ids of all of them; and what
    could not be read, where and why.
    """

    read: int
    known: int
    articles: tuple[str, ...]
    refused: tuple[Refusal, ...]


class UploadAsked(BaseModel):
    """What can be said of the pages that are sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    published: Annotated[Day | None, Field(description="The day of pages that print none.")] = None
    name: Annotated[str, Field(max_length=200, description="What the pages are called in answers.")] = "upload"


def _body(content: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, **content}, **_TOKEN}


@router.post(
    "/verdicts",
    status_code=201,
    responses=answers(Opinion, told="The verdict as it is kept", status=201),
    openapi_extra=_body(content_of(Verdict, "application/json")),
)
async def mark(request: Request) -> Response:
    """Says that a row is right or wrong. The last verdict counts in every answer, the earlier ones stay."""
    try:
        given = msgspec.json.decode(await request.body(), type=Verdict)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return problem_answer(problem_of(422, "this is not a verdict", (_fault(error),)))

    def keep() -> Opinion:
        records: Records = request.app.state.records
        with records.to_write() as record:
            return record.mark(given.target, given.verdict, author=given.author, note=given.note)

    return json_answer(await to_thread.run_sync(keep), status=201)


@router.post(
    "/readings",
    status_code=201,
    responses={
        **answers(Upload, told="The record has had all of these pages before"),
        **answers(Upload, told="The pages as they were read into the record", status=201),
    },
    openapi_extra=_body({"content": {media: {"schema": {"type": "string"}} for media in FORMATS}}),
)
async def upload(request: Request, asked: Annotated[UploadAsked, Query()]) -> Response:
    """Reads a page (text or HTML) or pages (JSON lines, or a list) into the record; what it has is passed over."""
    media = request.headers.get("Content-Type", "text/plain").partition(";")[0].strip().lower()
    if media not in FORMATS:
        raise HTTPException(415, f"{media} is none of {', '.join(FORMATS)}")
    content = await request.body()
    return await to_thread.run_sync(_read, request, content, asked, media, limiter=request.app.state.upload_limiter)


def _read(request: Request, content: bytes, asked: UploadAsked, media: str) -> Response:
    place = _last_part(asked.name)
    documents = list(islice(documents_in(content, published=asked.published, place=place), MOST_PAGES + 1))
    if len(documents) > MOST_PAGES:
        raise TooLarge(f"more than {MOST_PAGES} pages at a time: send them in parts")
    if sum(len(item.article.text) for item in documents if isinstance(item, Document)) > MOST_CHARACTERS:
        raise TooLarge(f"more than {MOST_CHARACTERS:,} characters at a time: send the pages in parts")
    if media.endswith("json") and any(
        isinstance(item, Document) and item.article.format != "jsonl" for item in documents
    ):
        return problem_answer(problem_of(422, "this is no JSON; a page of text is sent as text/plain"))
    records: Records = request.app.state.records
    with records.to_write() as record:
        report = record.read_documents(documents)
    if not report.read and not report.known:
        faults = tuple(Fault(refusal.place, refusal.message) for refusal in report.refused)
        return problem_answer(problem_of(422, "nothing of this can be read; see errors", faults))
    refused = {refusal.place for refusal in report.refused}
    ids = tuple(item.id for item in documents if isinstance(item, Document) and item.place not in refused)
    return json_answer(
        Upload(read=report.read, known=report.known, articles=ids, refused=report.refused),
        status=201 if report.read else 200,
    )


def _last_part(name: str) -> str:
    """A name without the folders of whoever sent it."""
    return PurePosixPath(PureWindowsPath(name).name).name or "upload"


def _fault(error: Exception) -> Fault:
    """msgspec says where after what."""
    message, _, place = str(error).partition(" - at ")
    return Fault(place.strip("`") or "body", message)
