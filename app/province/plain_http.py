"""What is not HTTP at all gets our header and our shape too."""

from __future__ import annotations

import json

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.i18n import t
from app.protocol.wire import API_HEADER, API_VERSION, Refusal
from app.province.refusals import Refused


class TramHttp(H11Protocol):
    """uvicorn answers a broken request itself, before any application sees it."""

    def send_400_response(self, msg: str) -> None:
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
