"""preflight, announce, commit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, Response

from app.i18n import t
from app.model.ids import is_id
from app.protocol.messages import Announced, CommitRequest, Preflight, PreflightRequest
from app.protocol.wire import DOSSIERS, MANIFEST_MAX, PREFLIGHT, PREFLIGHT_IDS, Refusal
from app.province.answers import PROBLEMS
from app.province.reception import Caller, Here, signed
from app.province.refusals import Refused
from app.province.routes.documented import gives, takes, takes_bytes
from app.province.shapes import read_body

PREFLIGHT_BODY = 32 * 1024
SMALL_BODY = 4 * 1024

router = APIRouter(responses=PROBLEMS)


@router.post(
    PREFLIGHT,
    responses={200: gives(Preflight)},
    response_model=None,
    openapi_extra=takes(PreflightRequest),
)
def preflight(here: Here, caller: Annotated[Caller, Depends(signed(PREFLIGHT_BODY))]) -> Preflight:
    ids: list[str] = read_body(caller.body, PreflightRequest)["ids"]
    if len(ids) > PREFLIGHT_IDS:
        raise Refused(
            Refusal.BAD_REQUEST,
            t("Mỗi lần chỉ hỏi được {count} hồ sơ.", count=PREFLIGHT_IDS),
            field="ids",
        )
    return here.archive.preflight(caller.station, ids)


@router.put(
    f"{DOSSIERS}/{{dossier_id}}",
    responses={201: gives(Announced), 200: gives(Announced)},
    response_model=None,
    openapi_extra=takes_bytes(),
)
def announce(
    here: Here, dossier_id: str, caller: Annotated[Caller, Depends(signed(MANIFEST_MAX))]
) -> Response:
    announcement = here.archive.announce(caller.station, _known_form(dossier_id), caller.body)
    body = Announced(dossier_code=announcement.dossier_code, missing=announcement.missing)
    return JSONResponse(body, 201 if announcement.new else 200)


@router.post(
    f"{DOSSIERS}/{{dossier_id}}/commit",
    responses={201: {"description": "Sealed receipt"}, 200: {"description": "The same bytes"}},
    response_model=None,
    openapi_extra=takes(CommitRequest),
)
def commit(
    here: Here, dossier_id: str, caller: Annotated[Caller, Depends(signed(SMALL_BODY))]
) -> Response:
    manifest_sha256 = read_body(caller.body, CommitRequest)["manifest_sha256"]
    done = here.archive.commit(caller.station, _known_form(dossier_id), manifest_sha256)
    return Response(done.receipt, 201 if done.new else 200, media_type="application/json")


def _known_form(dossier_id: str) -> str:
    if not is_id(dossier_id):
        raise Refused(
            Refusal.BAD_REQUEST, t("Mã định danh hồ sơ không đúng dạng."), field="dossier_id"
        )
    return dossier_id
