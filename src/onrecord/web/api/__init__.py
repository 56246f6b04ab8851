"""The questions of the record under `/api/v1`."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Response

from onrecord.web.records import Asked

__all__ = ["router"]

router = APIRouter(prefix="/api/v1")


@router.get("/summary")
def summary(record: Asked) -> Response:
    """What the record holds."""
    return Response(msgspec.json.encode(record.summary()), media_type="application/json")
