"""hello, enrol, leases, changes: what concerns the station itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from app.protocol.messages import Changes, Enrolled, EnrolRequest, Hello, Lease
from app.protocol.requests import HEADER
from app.protocol.wire import BLOB_MAX, CHANGES, CHUNK_MAX, ENROL, HELLO, LEASES
from app.province.answers import PROBLEMS
from app.province.reception import Caller, Here, Reception, caller_of, read_within, signed
from app.province.routes.documented import gives, takes
from app.province.shapes import read_body

SMALL_BODY = 4 * 1024

router = APIRouter(responses=PROBLEMS)


async def _anyone(request: Request, here: Here) -> Caller | None:
    """Hello answers strangers and wrong clocks too: from it a station learns the time."""
    return await caller_of(request, here, SMALL_BODY) if HEADER in request.headers else None


async def _unsigned(request: Request) -> bytes:
    return await read_within(request, SMALL_BODY)


@router.get(HELLO, responses={200: gives(Hello)}, response_model=None)
def hello(here: Here, caller: Annotated[Caller | None, Depends(_anyone)]) -> Hello:
    answer = _who_we_are(here)
    if caller is not None:
        answer["station"] = caller.station.station_id
        answer["lease"] = here.archive.lease(caller.station)
    return answer


@router.post(
    ENROL, responses={200: gives(Enrolled)}, response_model=None, openapi_extra=takes(EnrolRequest)
)
def enrol(here: Here, body: Annotated[bytes, Depends(_unsigned)]) -> Enrolled:
    read = read_body(body, EnrolRequest)
    request = EnrolRequest(
        code=read["code"], station_key=read["station_key"], station_name=read["station_name"]
    )
    return here.archive.enrol(request)


@router.post(LEASES, responses={200: gives(Lease)}, response_model=None)
def leases(here: Here, caller: Annotated[Caller, Depends(signed(SMALL_BODY))]) -> Lease:
    return here.archive.renew_lease(caller.station)


@router.get(CHANGES, responses={200: gives(Changes)}, response_model=None)
def changes(
    here: Here, caller: Annotated[Caller, Depends(signed(SMALL_BODY))], cursor: str = ""
) -> Changes:
    return here.archive.changes(caller.station, cursor)


def _who_we_are(here: Reception) -> Hello:
    return Hello(
        province_id=here.province_id,
        province_name=here.province_name,
        server_time=here.now(),
        keys=here.archive.receipt_keys,
        chunk_max=CHUNK_MAX,
        blob_max=BLOB_MAX,
        catalogue_epoch="",
    )
