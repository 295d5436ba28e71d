"""Every answer that is not a success, in the wire's one shape; never a traceback."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from app.errors import CannotWrite, TryLater
from app.i18n import t
from app.protocol.messages import Problem
from app.protocol.wire import Refusal
from app.province.refusals import Refused
from app.province.shapes import model_of

STATUS: dict[Refusal, int] = {
    Refusal.NOT_ENROLLED: 401,
    Refusal.BAD_SIGNATURE: 401,
    Refusal.CLOCK: 401,
    Refusal.THROTTLED: 429,
    Refusal.BUSY: 503,
    Refusal.NO_ROOM: 507,
    Refusal.BAD_REQUEST: 400,
    Refusal.BAD_MANIFEST: 422,
    Refusal.OTHER_MANIFEST: 409,
    Refusal.UNKNOWN_DOSSIER: 404,
    Refusal.UNKNOWN_BLOB: 404,
    Refusal.WRONG_OFFSET: 409,
    Refusal.WRONG_HASH: 422,
    Refusal.TOO_LARGE: 413,
    Refusal.MISSING_BLOBS: 409,
    Refusal.REFUSED: 422,
    Refusal.CODE_TAKEN: 422,
    Refusal.ENROLMENT: 403,
    Refusal.UNAVAILABLE: 500,
}
_RETRY_AFTER_SECONDS = {Refusal.BUSY: 2, Refusal.NO_ROOM: 60}

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": model_of(Problem), "description": "Refused"},
    "5XX": {"model": model_of(Problem), "description": "Not now"},
}
"""For the OpenAPI document of every route."""


def answer_errors(app: FastAPI) -> None:
    """Give each kind of failure its answer."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(CannotWrite, _no_room)
    app.add_exception_handler(TryLater, _busy)
    app.add_exception_handler(HTTPException, _no_such_place)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, _our_bug)


def _answer(refused: Refused, status: int | None = None) -> JSONResponse:
    retry = _RETRY_AFTER_SECONDS.get(refused.code)
    headers = {"Retry-After": str(retry)} if retry else None
    return JSONResponse(refused.problem(), status or STATUS[refused.code], headers)


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, Refused):
        raise error
    return _answer(error)


async def _no_room(_request: Request, _error: Exception) -> JSONResponse:
    return _answer(
        Refused(Refusal.NO_ROOM, t("Kho của tỉnh đang hết chỗ; hồ sơ vẫn ở trạm, gửi lại sau."))
    )


async def _busy(_request: Request, _error: Exception) -> JSONResponse:
    return _answer(Refused(Refusal.BUSY, t("Hệ thống của tỉnh đang bận; gửi lại sau ít phút.")))


async def _no_such_place(_request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return _answer(Refused(Refusal.BAD_REQUEST, t("Tỉnh không có địa chỉ này.")), status)


async def _unreadable(_request: Request, _error: Exception) -> JSONResponse:
    return _answer(Refused(Refusal.BAD_REQUEST, t("Yêu cầu không đọc được.")))


async def _our_bug(_request: Request, _error: Exception) -> JSONResponse:
    """The server writes the traceback into its log; nobody outside sees it."""
    return _answer(
        Refused(Refusal.UNAVAILABLE, t("Hệ thống của tỉnh gặp lỗi; hồ sơ vẫn ở trạm, gửi lại sau."))
    )
