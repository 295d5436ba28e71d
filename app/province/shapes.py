"""The wire's shapes made strict: what a station sends is checked against ``app.protocol``."""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from app.i18n import t
from app.protocol.wire import Refusal
from app.province.refusals import Refused


@cache
def model_of(shape: Any) -> type[BaseModel]:
    """The pydantic model of a ``TypedDict`` of ``app.protocol.messages``.

    Pydantic refuses ``typing.TypedDict`` itself before Python 3.12. Fields a newer station adds
    are let through: they are under its seal and harm nobody.
    """
    fields = {
        name: _field(hint) for name, hint in get_type_hints(shape, include_extras=True).items()
    }
    made: type[BaseModel] = create_model(
        shape.__name__, __config__=ConfigDict(strict=True, extra="ignore"), **fields
    )
    return made


def _field(hint: Any) -> Any:
    if get_origin(hint) is NotRequired:
        return (_modelled(get_args(hint)[0]) | None, None)
    return (_modelled(hint), ...)


def _modelled(hint: Any) -> Any:
    if is_typeddict(hint):
        return model_of(hint)
    inner = tuple(_modelled(part) for part in get_args(hint))
    if not inner:
        return hint
    origin = get_origin(hint)
    return reduce(or_, inner) if origin is UnionType else origin[inner]


def require_shape(value: object, shape: Any, code: Refusal) -> None:
    """Refuse with ``code`` and the faulty field unless ``value`` has the ``shape``."""
    try:
        model_of(shape).model_validate(value)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Refused(
            code,
            t("Dữ liệu gửi lên thiếu hoặc sai kiểu ở mục «{field}».", field=field or "."),
            field=field,
        ) from error


def read_body(raw: bytes, shape: Any) -> dict[str, Any]:
    """The JSON object of a request body, or ``Refused`` with ``bad_request``."""
    try:
        model = model_of(shape).model_validate_json(raw)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise Refused(
            Refusal.BAD_REQUEST,
            t("Yêu cầu không đọc được hoặc sai kiểu ở mục «{field}».", field=field or "."),
            field=field,
        ) from error
    return model.model_dump()
