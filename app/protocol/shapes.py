"""The wire's shapes made strict, so that nonsense is told apart before anything acts on it."""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import BaseModel, ConfigDict, ValidationError, create_model


@cache
def model_of(shape: Any) -> type[BaseModel]:
    """The pydantic model of a ``TypedDict`` of ``app.protocol.messages``.

    Pydantic refuses ``typing.TypedDict`` itself before Python 3.12. Fields a newer program adds
    are let through.
    """
    fields = {
        name: _field(hint) for name, hint in get_type_hints(shape, include_extras=True).items()
    }
    made: type[BaseModel] = create_model(
        shape.__name__, __config__=ConfigDict(strict=True, extra="ignore"), **fields
    )
    return made


def misfit(value: object, shape: Any) -> str | None:
    """The first place where ``value`` has not the ``shape`` (``.`` for all of it), else None."""
    try:
        model_of(shape).model_validate(value)
    except ValidationError as error:
        return ".".join(str(part) for part in error.errors()[0]["loc"]) or "."
    return None


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
