"""Who asks, and what they sent: bodies are read within limits, signatures are verified."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from app.clock import Clock, iso
from app.i18n import t
from app.protocol.requests import HEADER, RequestSignature, parse_header, verify_request
from app.protocol.sealed import public_key_from_text
from app.protocol.wire import CLOCK_SKEW_SECONDS, NO_PROGRESS_SECONDS, Refusal
from app.province.archive import ProvinceArchive, Station
from app.province.refusals import Refused


@dataclass(frozen=True)
class Reception:
    """The archive behind the gateway, under the province's name and clock."""

    archive: ProvinceArchive
    province_id: str
    province_name: str
    clock: Clock

    def now(self) -> str:
        return iso(self.clock.now())


@dataclass(frozen=True)
class Caller:
    """A station whose signature covers this request, when it signed, and the body it sent."""

    station: Station
    unix_time: int
    body: bytes


async def reception_of(request: Request) -> Reception:
    reception: Reception = request.app.state.reception
    return reception


Here = Annotated[Reception, Depends(reception_of)]


def signed(limit: int) -> Callable[[Request, Reception], Awaitable[Caller]]:
    """A dependency: the caller of a request signed now, of at most ``limit`` bytes of body."""

    async def caller(request: Request, here: Here) -> Caller:
        found = await caller_of(request, here, limit)
        _require_signed_now(found, here)
        return found

    return caller


async def caller_of(request: Request, here: Reception, limit: int) -> Caller:
    """Only who is enrolled may make us read a body; only what is signed is acted on.

    The time of the signature is the caller's to judge: whoever asks hello has yet to learn it.
    """
    header = _header(request)
    station = await run_in_threadpool(here.archive.station, header.station_id)
    if station is None:
        raise Refused(
            Refusal.NOT_ENROLLED,
            t("Trạm này chưa đăng ký với tỉnh. Xin mã đăng ký rồi đăng ký lại."),
        )
    body = await read_within(request, limit)
    key = public_key_from_text(station.public_key)
    if not verify_request(key, header, request.method, _target(request), body):
        raise _bad_signature()
    return Caller(station, header.unix_time, body)


def _require_signed_now(caller: Caller, here: Reception) -> None:
    if abs(caller.unix_time - here.clock.now().timestamp()) > CLOCK_SKEW_SECONDS:
        raise Refused(
            Refusal.CLOCK,
            t("Giờ của yêu cầu lệch quá xa giờ của tỉnh; lấy lại giờ tỉnh rồi gửi lại."),
            server_time=here.now(),
        )


async def read_within(request: Request, limit: int) -> bytes:
    """The body, counted as it comes. A line that stands still for 30 s ends the request."""
    body = bytearray()
    try:
        async for part in _parts(request):
            if len(body) + len(part) > limit:
                raise Refused(
                    Refusal.TOO_LARGE,
                    t("Nội dung gửi lên vượt quá {limit} byte.", limit=limit),
                )
            body += part
    except ClientDisconnect as error:
        raise _broken_off() from error
    return bytes(body)


async def _parts(request: Request) -> AsyncIterator[bytes]:
    stream = request.stream().__aiter__()
    while True:
        try:
            async with asyncio.timeout(NO_PROGRESS_SECONDS):
                part = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise _broken_off() from error
        yield part


def _header(request: Request) -> RequestSignature:
    try:
        header = parse_header(request.headers.get(HEADER, ""))
    except ValueError:
        # Python refuses to read a number of thousands of digits.
        header = None
    if header is None:
        raise _bad_signature()
    return header


def _target(request: Request) -> str:
    """Path and query exactly as they were sent."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return (path + b"?" + query if query else path).decode("latin-1")


def _bad_signature() -> Refused:
    return Refused(
        Refusal.BAD_SIGNATURE, t("Yêu cầu không có chữ ký đúng của một trạm đã đăng ký.")
    )


def _broken_off() -> Refused:
    """Busy, never a bad request: a line that failed must not look like a fault of the dossier."""
    return Refused(Refusal.BUSY, t("Yêu cầu bị đứt giữa chừng; hãy gửi lại."))
