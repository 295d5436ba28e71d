"""Two places where uvicorn's own manners do not do: broken requests, and idle lines at the end."""

from __future__ import annotations

import json

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.i18n import t
from app.protocol.wire import API_HEADER, API_VERSION, Refusal
from app.province.refusals import Refused


class TramHttp(H11Protocol):
    """HTTP/1.1 as the wire needs it."""

    def shutdown(self) -> None:
        """Let an idle client go at once: over TLS a polite farewell waits for its answer, and a
        sleeping station gives none."""
        idle = self.cycle is None or self.cycle.response_complete
        closing = self.transport.is_closing()
        told_all = closing or not self.transport.get_write_buffer_size()
        super().shutdown()
        if idle and told_all:
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Our header and our shape, also where no application ever sees the request."""
        problem = Refused(Refusal.BAD_REQUEST, t("Yêu cầu không phải HTTP đúng chuẩn.")).problem()
        body = json.dumps(problem, ensure_ascii=False).encode()
        headers = [
            (API_HEADER, API_VERSION),
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
        for event in (
            h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
