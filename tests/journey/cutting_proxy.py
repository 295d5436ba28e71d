"""A line that is cut at one chosen moment: a TCP proxy that knows requests from answers.

TLS hides the content; the turns do not hide: each time the client speaks after the server
spoke, a new request begins. A cut closes both ends at once.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Literal

Moment = Literal["request", "answer"]
"""Cut before the province sees the request, or after it answered and before the station hears."""


class CuttingProxy:
    """Listens on ``port`` and forwards to ``target`` until the chosen turn comes."""

    def __init__(self, target: int, *, cut_at: int, moment: Moment) -> None:
        self._target = target
        self._cut_at = cut_at
        self._moment = moment
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.turns = 0
        self.cuts = 0
        self._start(self._accept)

    def __enter__(self) -> CuttingProxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._close(self._listener)
        with self._lock:
            for each in self._sockets:
                self._close(each)
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            with self._lock:
                self._sockets += [client, server]
            speaker = _Speaker()
            self._start(self._pump, client, server, "request", speaker)
            self._start(self._pump, server, client, "answer", speaker)

    def _pump(
        self, source: socket.socket, sink: socket.socket, moment: Moment, speaker: _Speaker
    ) -> None:
        try:
            while data := source.recv(65536):
                with self._lock:
                    turned = speaker.last != moment
                    speaker.last = moment
                    if turned and moment == "request":
                        self.turns += 1
                    cut = turned and moment == self._moment and self.turns == self._cut_at
                    if cut and not self.cuts:
                        self.cuts += 1
                        break
                sink.sendall(data)
        except OSError:
            pass
        finally:
            self._close(source)
            self._close(sink)

    @staticmethod
    def _close(each: socket.socket) -> None:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()


class _Speaker:
    """Who spoke last on one connection."""

    last: Moment = "answer"
