"""A network scanner made of software: eSCL over HTTP, with our own pictures as its paper.

``python -m tests.capture.escl_simulator PORT page1.jpg page2.jpg …`` starts one by hand;
``curl -X PUT http://127.0.0.1:PORT/feeder`` puts the same papers into its feeder again.
That it behaves as scanners do is shown by the real ``sane-airscan`` driver scanning from it.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from xml.etree import ElementTree

from tests.capture.escl_simulator_state import Faults, Job, ScannerState, Sheet
from tests.capture.escl_simulator_xml import capabilities, job_info, scanner_status


class EsclSimulator(ScannerState):
    """A scanner on a loopback port, as a context manager."""

    def __init__(
        self,
        *,
        glass: bytes | None = None,
        feeder: Sequence[Sheet] | None = None,
        can_duplex: bool = True,
        faults: Faults | None = None,
        port: int = 0,
    ) -> None:
        super().__init__(glass=glass, feeder=feeder, can_duplex=can_duplex, faults=faults)
        self._server = _Server(("127.0.0.1", port), self)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/eSCL"

    def __enter__(self) -> EsclSimulator:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.unplug()

    def unplug(self) -> None:
        """The power is gone: nothing is answered any more, pages under way never come."""
        for job in self.jobs.values():
            job.deleted.set()
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], scanner: EsclSimulator) -> None:
        super().__init__(address, _Handler)
        self.scanner = scanner


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    @property
    def scanner(self) -> EsclSimulator:
        return self.server.scanner

    def do_GET(self) -> None:
        parts = self.path.strip("/").split("/")
        if self.scanner.faults.moved_to:
            self._answer(301, headers={"Location": f"{self.scanner.faults.moved_to}/{parts[-1]}"})
        elif self.scanner.faults.html:
            self._answer(200, b"<html><body>Welcome<br></body></html>", "text/html")
        elif parts == ["eSCL", "ScannerCapabilities"]:
            self._answer(200, self._capabilities())
        elif parts == ["eSCL", "ScannerStatus"]:
            self._answer(200, self._status())
        elif parts[:2] == ["eSCL", "ScanJobs"] and parts[3:] == ["NextDocument"]:
            self._next_document(self.scanner.jobs.get(parts[2]))
        else:
            self._answer(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/eSCL/ScanJobs":
            self._answer(404)
        elif self._is_busy():
            self._answer(503, headers={"Retry-After": "0"})
        else:
            settings = {
                element.tag.rpartition("}")[2]: (element.text or "").strip()
                for element in ElementTree.fromstring(body).iter()
            }
            with self.scanner.lock:
                name = self.scanner.start_job(settings)
            if name is None:
                self._answer(409)
            else:
                place = f"{self.scanner.faults.calls_itself}/eSCL/ScanJobs/{name}"
                self._answer(201, headers={"Location": place})

    def do_DELETE(self) -> None:
        job = self.scanner.jobs.get(self.path.rpartition("/")[2])
        if job is None:
            self._answer(404)
            return
        if job.state == "Processing":
            job.state = "Canceled"
        job.deleted.set()
        self._answer(200)

    def do_PUT(self) -> None:
        self.scanner.refill()
        self._answer(200)

    def _next_document(self, job: Job | None) -> None:
        faults = self.scanner.faults
        if job is None or job.deleted.wait(self.scanner.page_seconds):
            self._answer(404)
            return
        if self._is_busy():
            self._answer(503, headers={"Retry-After": "0"})
            return
        with self.scanner.lock:
            side = self.scanner.next_side(job)
        page = self.scanner.pages_delivered
        if side is None:
            self._answer(404)
        elif faults.cut_in_page == page:
            self._answer(200, side, "image/jpeg", cut=True)
        elif faults.half_a_page == page:
            self._answer(200, side[: len(side) // 2], "image/jpeg")
        elif faults.html_at_page == page:
            self._answer(200, b"<html>Error</html>", "text/html")
        else:
            self._answer(200, side, "image/jpeg")

    def _is_busy(self) -> bool:
        with self.scanner.lock:
            self.scanner.faults.busy_answers -= 1
            return self.scanner.faults.busy_answers >= 0

    def _capabilities(self) -> bytes:
        scanner = self.scanner
        return capabilities(
            platen=scanner.glass is not None,
            feeder=scanner.papers is not None,
            duplex=scanner.can_duplex,
            document_type=scanner.faults.document_type,
            uuid=scanner.uuid,
        )

    def _status(self) -> bytes:
        scanner = self.scanner
        working = any(job.state == "Processing" for job in scanner.jobs.values())
        jobs = [job_info(name, job.state, job.delivered) for name, job in scanner.jobs.items()]
        return scanner_status("Processing" if working else "Idle", scanner.feeder_state, jobs)

    def _answer(
        self,
        status: int,
        body: bytes = b"",
        media_type: str = "text/xml",
        *,
        headers: dict[str, str] | None = None,
        cut: bool = False,
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media_type, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut

    def log_message(self, format: str, *args: object) -> None:
        return


def main() -> None:
    words = argparse.ArgumentParser(description="A simulated eSCL scanner on 127.0.0.1.")
    words.add_argument("port", type=int)
    words.add_argument("pictures", type=Path, nargs="+", metavar="JPEG")
    words.add_argument("--two-sided", action="store_true", help="pictures are fronts and backs")
    words.add_argument("--jam-at-page", type=int)
    words.add_argument("--cut-in-page", type=int)
    words.add_argument("--busy-answers", type=int, default=0)
    words.add_argument("--page-seconds", type=float, default=0.0)
    words.add_argument("--cover-open", action="store_true")
    chosen = words.parse_args()
    pictures = [path.read_bytes() for path in chosen.pictures]
    if chosen.two_sided:
        sheets = [Sheet(*pictures[i : i + 2]) for i in range(0, len(pictures), 2)]
    else:
        sheets = [Sheet(picture) for picture in pictures]
    faults = Faults(
        jam_at_page=chosen.jam_at_page,
        cut_in_page=chosen.cut_in_page,
        busy_answers=chosen.busy_answers,
        cover_open=chosen.cover_open,
    )
    with EsclSimulator(
        glass=pictures[0], feeder=sheets, faults=faults, port=chosen.port
    ) as scanner:
        scanner.page_seconds = chosen.page_seconds
        print(scanner.url, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
