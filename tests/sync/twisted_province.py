"""A province that answers wrongly on purpose: the real one behind a server that twists answers.

It stands on the real certificate, as a broken load balancer or a captive portal would not, so
that what is tested is the station's own judgement.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2

from app.practice.places import province_home
from app.sync.gateway import pinned


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


Twist = Callable[[str, str, Answer], Answer]
"""(method, path, the true answer) → what the station is told."""

_PASSED_ON = ("Tram-Request", "Upload-Offset", "Upload-Length", "Content-Type")


@contextmanager
def twisted_province(home: Path, real_url: str, twist: Twist) -> Iterator[int]:
    """Serve the twisted province of ``home`` for the block; yields its port."""
    folder = province_home(home)
    trust = pinned((folder / "certificate.pem").read_text(encoding="utf-8"))
    with httpx2.Client(base_url=real_url, verify=trust, trust_env=False) as client:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(client, twist))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "certificate.pem", folder / "tls.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            server.server_close()
            thread.join(5)


def _handler(client: httpx2.Client, twist: Twist) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else every small answer waits 40 ms for the other side to acknowledge its head.
        disable_nagle_algorithm = True

        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
            real = client.request(self.command, self.path, content=body, headers=headers)
            kept = {
                name: value
                for name, value in real.headers.items()
                if name.lower() in ("tram-api", "content-type", "retry-after")
            }
            answer = twist(self.command, self.path, Answer(real.status_code, kept, real.content))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_PUT = do_POST = do_PATCH = do_HEAD = _any

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler
