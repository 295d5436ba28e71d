"""HEAD and PATCH of blobs: where the bytes stand, and more of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.i18n import t
from app.protocol.messages import Appended
from app.protocol.wire import BLOBS, CHUNK_MAX, LENGTH_HEADER, OFFSET_HEADER, Refusal
from app.province.answers import PROBLEMS
from app.province.archive import Upload
from app.province.papers import SHA256
from app.province.reception import Caller, Here, signed
from app.province.refusals import Refused
from app.province.routes.documented import gives, takes_bytes

_DIGITS_MAX = 15

router = APIRouter(responses=PROBLEMS)


@router.head(f"{BLOBS}/{{sha256}}", responses={200: {"description": "Both headers"}})
def uploaded(here: Here, sha256: str, caller: Annotated[Caller, Depends(signed(0))]) -> Response:
    upload = here.archive.uploaded(caller.station, _digest(sha256))
    headers = {OFFSET_HEADER: str(upload.offset), LENGTH_HEADER: str(upload.length)}
    return Response(headers=headers)


@router.patch(
    f"{BLOBS}/{{sha256}}",
    responses={200: gives(Appended)},
    response_model=None,
    openapi_extra=takes_bytes(),
)
def append(
    request: Request,
    here: Here,
    sha256: str,
    caller: Annotated[Caller, Depends(signed(CHUNK_MAX))],
) -> Appended:
    at = Upload(_number(request, OFFSET_HEADER), _number(request, LENGTH_HEADER))
    upload = here.archive.append(caller.station, _digest(sha256), at, caller.body)
    return Appended(offset=upload.offset, complete=upload.complete)


def _digest(text: str) -> str:
    if not SHA256.fullmatch(text):
        raise Refused(
            Refusal.BAD_REQUEST, t("Mã kiểm tra của tệp không đúng dạng."), field="sha256"
        )
    return text


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS_MAX):
        raise Refused(
            Refusal.BAD_REQUEST,
            t("Thiếu hoặc sai phần đầu «{header}» của yêu cầu.", header=header),
            field=header,
        )
    return int(text)
