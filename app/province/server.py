"""The gateway's own process: TLS, one listener, stopped by a signal, safe to kill."""

from __future__ import annotations

import logging
import os
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from app.errors import BadInput, TryLater, Unavailable
from app.i18n import t
from app.log import start_log
from app.protocol.wire import API_HEADER, API_VERSION
from app.province.gateway import create_gateway
from app.province.home import Province, open_province
from app.province.plain_http import TramHttp
from app.province.reception import Reception
from app.store.lock import HomeLock

KEEP_ALIVE_SECONDS = 75
STOP_SECONDS = 5


def serve(
    home: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a province's home until SIGTERM or SIGINT; blocks.

    ``port`` None takes the home's own, 0 any free one. ``ready`` gets the URL once connections
    are accepted. Raises ``TryLater`` where another process serves this home, ``Unavailable``
    where the address is taken, ``BadInput`` where there is no province.
    """
    with open_province(home) as province, _only_gateway_of(home):
        start_log(home)
        province.archive.sweep()
        with _listener(host, province.settings.port if port is None else port) as listener:
            bound = listener.getsockname()[1]
            url = f"https://[{host}]:{bound}" if ":" in host else f"https://{host}:{bound}"
            _Server(_config(province), url, ready).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says when it is ready, and ends quietly when it is told to."""

    def __init__(
        self, config: uvicorn.Config, url: str, ready: Callable[[str], None] | None
    ) -> None:
        super().__init__(config)
        self._url = url
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._ready is not None:
            self._ready(self._url)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # The inherited one raises the signal again when all is closed: a stop would look like
        # a crash to whoever started us.
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {
            number: signal.signal(number, self.handle_exit)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _config(province: Province) -> uvicorn.Config:
    reception = Reception(
        province.archive,
        province.settings.province_id,
        province.settings.name,
        province.clock,
    )
    config = uvicorn.Config(
        create_gateway(reception),
        http=TramHttp,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        headers=[(API_HEADER, API_VERSION)],
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
        ssl_certfile=province.certificate,
        ssl_keyfile=province.tls_key,
    )
    _log_into_ours(logging.getLogger("uvicorn"))
    try:
        config.load()
    except (OSError, ssl.SSLError) as error:
        raise BadInput(
            t("Chứng thư TLS của cổng tỉnh không dùng được."),
            t("Kiểm tra tệp chứng thư và khóa trong thư mục của tỉnh."),
        ) from error
    return config


def _log_into_ours(log: logging.Logger) -> None:
    log.handlers = list(logging.getLogger("app").handlers)
    log.setLevel(logging.WARNING)
    log.propagate = False


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's algorithm off only where the socket says that it is TCP; else
    # every small answer waits 40 ms for the other side's acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1024)
    except (OSError, OverflowError) as error:
        listener.close()
        raise Unavailable(
            t("Không mở được cổng {port} ở «{host}».", port=port, host=host),
            t("Có thể chương trình khác đang dùng cổng này; chọn cổng khác."),
        ) from error
    return listener


@contextmanager
def _only_gateway_of(home: Path) -> Iterator[None]:
    lock = HomeLock(home)
    try:
        lock.acquire()
    except TryLater as error:
        raise TryLater(
            t("Kho của tỉnh ở «{home}» đang được một tiến trình khác phục vụ.", home=home),
            t("Dừng tiến trình kia trước, hoặc dùng luôn tiến trình đó."),
        ) from error
    try:
        yield
    finally:
        lock.release()
