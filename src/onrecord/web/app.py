"""The application: pages, API and drawings over one record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from onrecord.web import api, drawings, login, pages
from onrecord.web.assets import MOUNT, Assets
from onrecord.web.keeping import Kept
from onrecord.web.problems import add_handlers
from onrecord.web.records import Records
from onrecord.web.remembering import Remembering
from onrecord.web.safety import Gate, Guard, writer_only

__all__ = ["create_app"]

LOOPBACK: Final = "127.0.0.1"
THREADS: Final = 4  # requests that are answered at the same time, but for SQL and uploads
SQL_AT_A_TIME: Final = 2  # questions of the users' own, which may be slow; the others go on meanwhile
UPLOADS_AT_A_TIME: Final = 1  # one process writes a record at a time


def create_app(record: Path, *, token: str | None = None, host: str = LOOPBACK) -> FastAPI:
    """The desk over the record in the file `record`. Whoever sends `token` may write; null: nobody. `host` is what the
    server is bound to: it answers to that name and those of loopback alone.

    Raises ValueError where the token is too short. The record is opened with the first question.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        app.state.records.close()

    # The pages that FastAPI has for its description load scripts from other hosts.
    app = FastAPI(title="onrecord", lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.records = Records(record)
    app.state.gate = Gate(token)
    app.state.kept = Kept()
    app.state.sql_limiter = CapacityLimiter(SQL_AT_A_TIME)
    app.state.upload_limiter = CapacityLimiter(UPLOADS_AT_A_TIME)
    app.state.show_problem = pages.show_problem
    add_handlers(app)
    app.include_router(login.router)
    for router in (api.router, drawings.router, pages.router):
        app.include_router(router, dependencies=[Depends(writer_only)])
    app.mount(MOUNT, Assets(), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Remembering, records=app.state.records)
    app.add_middleware(Guard, host=host)
    return app
