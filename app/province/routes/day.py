"""day-close: the sealed list of a day in, the sealed answer out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from app.protocol.wire import DAY_CLOSE
from app.province.answers import PROBLEMS
from app.province.reception import Caller, Here, signed
from app.province.routes.documented import takes_bytes

DAY_LIST_MAX = 2 * 1024 * 1024
"""Room for about 6,000 dossiers of one station on one day."""

router = APIRouter(responses=PROBLEMS)


@router.post(
    DAY_CLOSE,
    responses={200: {"description": "Sealed answer"}},
    response_model=None,
    openapi_extra=takes_bytes(),
)
def close_day(here: Here, caller: Annotated[Caller, Depends(signed(DAY_LIST_MAX))]) -> Response:
    answer = here.archive.close_day(caller.station, caller.body)
    return Response(answer, media_type="application/json")
