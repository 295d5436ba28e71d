"""A request the province does not grant: the wire's code, one sentence, and what belongs to it."""

from __future__ import annotations

from app.protocol.messages import MissingBlob, Problem
from app.protocol.wire import Refusal


class Refused(Exception):
    """Answered as a ``Problem``. ``message`` is in the officer's language.

    ``field`` names the faulty part (``documents.0.blob.bytes``), ``missing`` the blobs not yet
    here, ``offset`` the fsynced bytes of the blob asked for, ``server_time`` the province's time.
    """

    def __init__(
        self,
        code: Refusal,
        message: str,
        *,
        field: str = "",
        missing: list[MissingBlob] | None = None,
        offset: int | None = None,
        server_time: str = "",
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.field = field
        self.missing = missing
        self.offset = offset
        self.server_time = server_time

    def problem(self) -> Problem:
        """The JSON body of the answer."""
        body = Problem(code=self.code.value, message=self.message)
        if self.field:
            body["field"] = self.field
        if self.missing is not None:
            body["missing"] = self.missing
        if self.offset is not None:
            body["offset"] = self.offset
        if self.server_time:
            body["server_time"] = self.server_time
        return body
