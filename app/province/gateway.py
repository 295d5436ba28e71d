"""The gateway as a web application: routes of the wire over any archive."""

from __future__ import annotations

from fastapi import FastAPI

from app.protocol.wire import API_VERSION
from app.province.answers import answer_errors
from app.province.reception import Reception
from app.province.routes import blobs, day, dossiers, station


def create_gateway(reception: Reception) -> FastAPI:
    """The application; its OpenAPI document lies at ``/v1/openapi.json``."""
    app = FastAPI(
        title="Trạm Một Cửa: provincial gateway",
        version=API_VERSION,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.reception = reception
    answer_errors(app)
    for module in (station, dossiers, blobs, day):
        app.include_router(module.router)
    return app
