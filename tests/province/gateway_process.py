"""The gateway as its own process, started, stopped and killed by the tests."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
from pathlib import Path

import httpx2

from app.paths import ROOT
from app.province.home import certificate_file

_ENTRY = """
import sys
from pathlib import Path
{before}
from app.province.server import serve
serve(Path(sys.argv[1]), port=0, ready=lambda url: print(url, flush=True))
"""


class GatewayProcess:
    """``serve`` in a child. ``before`` is Python to run in the child first."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.url = ""
        self._process: subprocess.Popen[str] | None = None
        self._clients: list[httpx2.Client] = []

    def start(self, before: str = "") -> GatewayProcess:
        errors = (self.home / "stderr.txt").open("a")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ENTRY.format(before=before), str(self.home)],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=ROOT,
        )
        errors.close()
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        assert self.url, self.errors()
        return self

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self._process is not None
        return self._process

    def client(self) -> httpx2.Client:
        context = ssl.create_default_context(cafile=str(certificate_file(self.home)))
        client = httpx2.Client(base_url=self.url, verify=context, timeout=20, trust_env=False)
        self._clients.append(client)
        return client

    def kill(self) -> None:
        """``kill -9``."""
        self.process.kill()
        self._gone()

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self._close_clients()
        self.process.send_signal(signal.SIGTERM)
        return self._gone()

    def errors(self) -> str:
        return (self.home / "stderr.txt").read_text()

    def _gone(self) -> int:
        self._close_clients()
        code = self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def _close_clients(self) -> None:
        while self._clients:
            self._clients.pop().close()
