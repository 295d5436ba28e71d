"""What the OpenAPI document says of bodies that we read ourselves, byte by byte."""

from __future__ import annotations

from typing import Any

from app.province.shapes import model_of

_BYTES = {"type": "string", "format": "binary"}


def takes(shape: Any) -> dict[str, Any]:
    """``openapi_extra`` of a route whose body is the JSON of ``shape``."""
    return _body("application/json", model_of(shape).model_json_schema())


def takes_bytes() -> dict[str, Any]:
    """``openapi_extra`` of a route whose body is bytes: a chunk, or a sealed paper."""
    return _body("application/octet-stream", _BYTES)


def _body(media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema}}}}


def gives(shape: Any) -> dict[str, Any]:
    """One entry of ``responses``."""
    return {"model": model_of(shape), "description": shape.__name__}
