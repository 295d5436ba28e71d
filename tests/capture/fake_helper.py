"""A scanner driver in a process of its own, with papers of ours: what WIA's and TWAIN's speak.

``python fake_helper.py TRAY [FAULT]``: the feeder draws the sheets out of the folder ``TRAY`` in
the order of their names, so that what was drawn in is gone for the next start, as with a scanner.
``FAULT`` goes wrong at the second page of a run.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

TRAY = Path(sys.argv[1])
FAULT = sys.argv[2] if len(sys.argv) > 2 else ""
FEEDS = {"feeds": ["flatbed", "feeder"], "duplex": True, "resolutions": [75, 150, 300]}


def tell(**words: object) -> None:
    sys.stdout.buffer.write(json.dumps(words).encode() + b"\n")
    sys.stdout.buffer.flush()


def hear() -> dict[str, object]:
    heard: dict[str, object] = json.loads(sys.stdin.buffer.readline() or b"{}")
    return heard


def list_devices() -> None:
    print("driver: hello", flush=True)
    tell(device={"id": "may-1", "label": "Máy một", **FEEDS})
    tell(device={"id": "may-2", "label": "Máy hai", "fault": 20})
    if FAULT == "hang":
        time.sleep(60)
    tell(end=True)


def scan(wanted: dict[str, object], told_to_stop: threading.Event) -> None:
    count = 0
    while not told_to_stop.is_set() and count != wanted["max_pages"]:
        sheets = sorted(TRAY.glob("*.bmp"))
        if not sheets:
            break
        count += 1
        if count == 2 and FAULT:
            go_wrong()
        data = sheets[0].read_bytes()
        sheets[0].unlink()
        tell(page=len(data), dpi=wanted["dpi"])
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        time.sleep(0.05)
    tell(end=True)


def go_wrong() -> None:
    if FAULT.isdigit():
        tell(fault=int(FAULT))
        sys.exit()
    if FAULT == "die-in-page":
        tell(page=1000)
        sys.stdout.buffer.write(b"BM" + b"x" * 100)
        sys.stdout.buffer.flush()
        sys.exit(3)
    if FAULT == "damaged":
        tell(page=100, dpi=75)
        sys.stdout.buffer.write(b"BM" + b"x" * 98)
        tell(end=True)
        sys.exit()
    if FAULT == "too-large":
        tell(page=10**12)
    if FAULT == "deaf":
        time.sleep(60)
    sys.exit(3)


def main() -> None:
    first = hear()
    if "list" in first:
        list_devices()
        return
    if first.get("open") != "may-1":
        tell(fault=23)
        return
    tell(opened={"label": "Máy một", "loaded": any(TRAY.glob("*.bmp")), **FEEDS})
    wanted = hear()
    (TRAY / "wanted.json").write_text(json.dumps(wanted), encoding="utf-8")
    told_to_stop = threading.Event()

    def wait_for_stop() -> None:
        while os.read(0, 100):
            continue
        told_to_stop.set()

    threading.Thread(target=wait_for_stop, daemon=True).start()
    scan(wanted, told_to_stop)


if __name__ == "__main__":
    main()
