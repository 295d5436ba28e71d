"""HTTP to a network scanner: every request can be broken off, is limited and says what failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

import httpx2

from app.capture import faults
from app.capture.source import stopped

LARGEST_MESSAGE = 2**20
LARGEST_PAGE = 100 * 2**20
ANSWER_PATIENCE = 10.0
PAGE_PATIENCE = 120.0

_CONNECT_WITHIN = 5.0
_ASK_EVERY = 0.05
_LONGEST_PAUSE = 5.0
_LAST_WORD = 3.0

Result = TypeVar("Result")


class _TooLong(Exception):
    """The answer does not end."""


@dataclass(frozen=True)
class Answer:
    """``pause`` is how many seconds the scanner asks to wait before the next try."""

    status: int
    body: bytes
    location: str
    pause: float


class ScannerLine:
    """A line to one scanner, for one thread, open as a context manager.

    ``patience`` is how many seconds the scanner may be silent before it counts as away,
    ``page_patience`` how many while it draws a page in.
    """

    def __init__(
        self,
        label: str,
        *,
        cancelled: Callable[[], bool],
        patience: float = ANSWER_PATIENCE,
        page_patience: float = PAGE_PATIENCE,
    ) -> None:
        self.label = label
        self._patience = patience
        self._page_patience = page_patience
        self._cancelled = cancelled
        self._runner = asyncio.Runner()
        # A scanner in an office has a self-made certificate or none: its http address is no
        # safer. Proxies named by the environment must not carry citizens' papers.
        self._client = httpx2.AsyncClient(
            verify=False, trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0)
        )

    def __enter__(self) -> ScannerLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def ask(
        self, method: str, url: str, *, body: bytes | None = None, page: int | None = None
    ) -> Answer:
        """One request and its whole answer; ``page`` is the number of the page asked for.

        Raises ``Cancelled`` as soon as the officer stops, otherwise what is wrong with the line.
        """
        limit = LARGEST_PAGE if page else LARGEST_MESSAGE
        silence = self._page_patience if page else self._patience
        exchange = self._exchange(method, url, body, limit, silence)
        try:
            return self._runner.run(self._unless_stopped(exchange))
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            raise faults.not_there(self.label) from error
        except httpx2.TimeoutException as error:
            raise faults.silent(self.label) from error
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise faults.not_a_scanner(url) from error
        except (httpx2.HTTPError, _TooLong) as error:
            known = faults.cut_off(self.label, page) if page else faults.not_a_scanner(url)
            raise known from error

    def pause(self, seconds: float) -> None:
        """Wait before the next try, at most 5 s; raises ``Cancelled`` as ``ask`` does."""
        self._runner.run(self._unless_stopped(asyncio.sleep(min(seconds, _LONGEST_PAUSE))))

    def last_word(self, method: str, url: str) -> None:
        """Said even when the officer has stopped, whether or not the scanner still listens."""
        try:
            self._runner.run(self._exchange(method, url, None, LARGEST_MESSAGE, _LAST_WORD))
        except (httpx2.HTTPError, _TooLong):
            return

    async def _unless_stopped(self, work: Coroutine[object, object, Result]) -> Result:
        task = asyncio.create_task(work)
        try:
            while not task.done():
                if self._cancelled():
                    raise stopped()
                await asyncio.wait({task}, timeout=_ASK_EVERY)
            return task.result()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _exchange(
        self, method: str, url: str, body: bytes | None, limit: int, silence: float
    ) -> Answer:
        headers = {"Content-Type": "text/xml"} if body is not None else {}
        timeout = httpx2.Timeout(silence, connect=min(silence, _CONNECT_WITHIN))
        async with self._client.stream(
            method, url, content=body, headers=headers, timeout=timeout
        ) as response:
            received = bytearray()
            async for part in response.aiter_bytes():
                received += part
                if len(received) > limit:
                    raise _TooLong
        return Answer(
            response.status_code,
            bytes(received),
            response.headers.get("Location", ""),
            _seconds(response.headers.get("Retry-After", "")),
        )


def _seconds(retry_after: str) -> float:
    """Half a second where the scanner does not say, or says it as a date."""
    return float(retry_after) if retry_after.isascii() and retry_after.isdigit() else 0.5
