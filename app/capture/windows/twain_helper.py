"""The helper process for TWAIN scanners on Windows; its protocol is in ``helper_line``.

Most TWAIN drivers are 32-bit and can only be loaded by a 32-bit program: this file runs under any
Python from 3.9 on, with nothing but the standard library, and imports nothing of the station.
Sources: TWAIN Specification 2.5 (states, triplets, containers); Windows DIB format.
"""

from __future__ import annotations

import ctypes
import json
import os
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

NOT_INSTALLED = -1
RETURN_CODES_FROM = 0x10000

_CONTROL, _IMAGE = 1, 2
_CAPABILITY, _EVENT, _IDENTITY, _PARENT, _PENDING, _STATUS, _INTERFACE = 1, 2, 3, 4, 5, 8, 9
_IMAGE_INFO, _NATIVE = 0x101, 0x104
_GET, _GET_CURRENT, _GET_FIRST, _GET_NEXT, _SET, _RESET = 1, 2, 4, 5, 6, 7
_READY, _CLOSE_REQUEST = 0x101, 0x102
_OPEN_DSM, _CLOSE_DSM, _OPEN_DS, _CLOSE_DS = 0x301, 0x302, 0x401, 0x402
_DISABLE, _ENABLE, _PROCESS_EVENT, _END_TRANSFER = 0x501, 0x502, 0x601, 0x701
_SUCCESS, _FAILURE, _CHECK_STATUS, _DS_EVENT, _DONE, _END_OF_LIST = 0, 1, 2, 4, 6, 7

_COUNT, _PIXEL_TYPE, _UNITS, _MECHANISM = 0x0001, 0x0101, 0x0102, 0x0103
_FEEDER, _LOADED, _AUTO_FEED, _INDICATORS = 0x1002, 0x1003, 0x1007, 0x100B
_DUPLEX, _DUPLEX_ON, _X_RESOLUTION, _Y_RESOLUTION = 0x1012, 0x1013, 0x1118, 0x1119
_PAPER_SIZE, _A4 = 0x1122, 1
_GREY, _RGB = 1, 2

_ARRAY, _ENUMERATION, _ONE_VALUE, _RANGE = 3, 4, 5, 6
_INT16, _UINT16, _BOOL, _FIX32 = 1, 4, 6, 7
_FORMATS = {0: "<b", 1: "<h", 2: "<i", 3: "<B", 4: "<H", 5: "<I", 6: "<H"}
_USUAL_DPI = (75, 100, 150, 200, 240, 300, 400, 600)


class DriverFault(Exception):
    """``code``: a TWAIN condition code, ``RETURN_CODES_FROM`` plus a return code, an HRESULT."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Version(ctypes.Structure):
    _pack_ = 2
    _fields_ = [
        ("major", ctypes.c_uint16),
        ("minor", ctypes.c_uint16),
        ("language", ctypes.c_uint16),
        ("country", ctypes.c_uint16),
        ("info", ctypes.c_char * 34),
    ]


class Identity(ctypes.Structure):
    _pack_ = 2
    _fields_ = [
        ("id", ctypes.c_uint32),
        ("version", Version),
        ("protocol_major", ctypes.c_uint16),
        ("protocol_minor", ctypes.c_uint16),
        ("groups", ctypes.c_uint32),
        ("manufacturer", ctypes.c_char * 34),
        ("family", ctypes.c_char * 34),
        ("name", ctypes.c_char * 34),
    ]


class Capability(ctypes.Structure):
    _pack_ = 2
    _fields_ = [
        ("cap", ctypes.c_uint16),
        ("container", ctypes.c_uint16),
        ("handle", ctypes.c_void_p),
    ]


class UserInterface(ctypes.Structure):
    _pack_ = 2
    _fields_ = [
        ("show", ctypes.c_uint16),
        ("modal", ctypes.c_uint16),
        ("parent", ctypes.c_void_p),
    ]


class Event(ctypes.Structure):
    _pack_ = 2
    _fields_ = [("event", ctypes.c_void_p), ("message", ctypes.c_uint16)]


class PendingTransfers(ctypes.Structure):
    _pack_ = 2
    _fields_ = [("count", ctypes.c_uint16), ("end_of_job", ctypes.c_uint32)]


class Status(ctypes.Structure):
    _pack_ = 2
    _fields_ = [("condition", ctypes.c_uint16), ("data", ctypes.c_uint16)]


class ImageInfo(ctypes.Structure):
    _pack_ = 2
    _fields_ = [
        ("x_whole", ctypes.c_int16),
        ("x_part", ctypes.c_uint16),
        ("rest", ctypes.c_byte * 38),
    ]


def one_value(kind: int, value: float) -> bytes:
    """A TW_ONEVALUE container."""
    if kind == _FIX32:
        sixteenths = round(value * 65536)
        return struct.pack("<HhH", kind, sixteenths >> 16, sixteenths & 0xFFFF)
    return struct.pack("<HI", kind, int(value) & 0xFFFFFFFF)


def values_of(container: int, data: bytes) -> list[float]:
    """What a container offers; of a range its usual resolutions and its ends."""
    if len(data) < 6:
        return []
    kind = struct.unpack_from("<H", data)[0]
    if container == _ONE_VALUE:
        return _items(kind, data, 2, 1)
    if container == _ARRAY:
        return _items(kind, data, 6, struct.unpack_from("<I", data, 2)[0])
    if container == _ENUMERATION and len(data) >= 14:
        return _items(kind, data, 14, struct.unpack_from("<I", data, 2)[0])
    if container == _RANGE and len(data) >= 22:
        ends = _items(kind, data, 2, 1) + _items(kind, data, 6, 1)
        return sorted({*ends, *(dpi for dpi in _USUAL_DPI if ends and ends[0] < dpi < ends[-1])})
    return []


def _items(kind: int, data: bytes, at: int, count: int) -> list[float]:
    if kind == _FIX32:
        count = min(count, (len(data) - at) // 4)
        pairs = (struct.unpack_from("<hH", data, at + 4 * each) for each in range(count))
        return [whole + part / 65536 for whole, part in pairs]
    form = _FORMATS.get(kind)
    if form is None:
        return []
    size = struct.calcsize(form)
    count = min(count, (len(data) - at) // size)
    return [struct.unpack_from(form, data, at + size * each)[0] for each in range(count)]


def bmp_of(dib: bytes) -> bytes:
    """A device-independent bitmap, as TWAIN hands it over in memory, as a BMP file."""
    header, _, _, _, bits, coding = struct.unpack_from("<IiiHHI", dib)
    colours = struct.unpack_from("<I", dib, 32)[0] if header >= 36 else 0
    if not colours and bits <= 8:
        colours = 1 << bits
    masks = 12 if coding == 3 and header == 40 else 0
    start = 14 + header + masks + 4 * colours
    return struct.pack("<2sIHHI", b"BM", 14 + len(dib), 0, 0, start) + dib


class Line:
    """The line to the station; nothing else may be written on its standard output."""

    def __init__(self, orders: BinaryIO, answers: BinaryIO) -> None:
        self._orders = orders
        self._answers = answers
        self.told_to_stop = threading.Event()

    def hear(self) -> dict[str, Any]:
        """One order; the end of all orders is an empty one."""
        heard = json.loads(self._orders.readline() or b"{}")
        return heard if isinstance(heard, dict) else {}

    def tell(self, **words: Any) -> None:
        self._answers.write(json.dumps(words).encode() + b"\n")
        self._answers.flush()

    def hand_over(self, picture: bytes, dpi: float | None) -> None:
        self.tell(page=len(picture), dpi=dpi)
        self._answers.write(picture)
        self._answers.flush()

    def watch_for_stop(self) -> None:
        """From here on the station has no more orders: their end means stop."""
        threading.Thread(target=self._wait_for_end, daemon=True).start()

    def _wait_for_end(self) -> None:
        # Not through the buffered stream: its lock would hold up the end of the process.
        while os.read(self._orders.fileno(), 100):
            continue
        self.told_to_stop.set()


def private_line() -> Line:
    """Drivers print: what they write on the standard output goes to the error output instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return Line(sys.stdin.buffer, answers)


def serve(line: Line, listed: Callable[[], Iterator[dict[str, Any]]], scan: Any) -> None:
    """One order, done: every driver's own part is ``listed`` and ``scan(line, name)``."""
    order = line.hear()
    try:
        if "list" in order:
            for device in listed():
                line.tell(device=device)
        else:
            scan(line, str(order.get("open", "")))
        line.tell(end=True)
    except DriverFault as fault:
        line.tell(fault=fault.code)


if sys.platform == "win32":
    from ctypes import wintypes

    _user = ctypes.WinDLL("user32", use_last_error=True)
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _user.CreateWindowExW.restype = wintypes.HWND
    _kernel.GlobalAlloc.restype = wintypes.HGLOBAL
    _kernel.GlobalAlloc.argtypes = [wintypes.UINT, ctypes.c_size_t]
    _kernel.GlobalLock.restype = ctypes.c_void_p
    _kernel.GlobalSize.restype = ctypes.c_size_t
    for _name in ("GlobalLock", "GlobalUnlock", "GlobalFree", "GlobalSize"):
        getattr(_kernel, _name).argtypes = [wintypes.HGLOBAL]

    def _entry() -> Any:
        """The source manager: the newer one where it is installed, else Windows' own."""
        for name in ("TWAINDSM.dll", "TWAIN_32.dll"):
            try:
                call = ctypes.WinDLL(name).DSM_Entry
            except (OSError, AttributeError):
                continue
            call.restype = ctypes.c_uint16
            call.argtypes = [
                ctypes.c_void_p,
                ctypes.c_void_p,
                ctypes.c_uint32,
                ctypes.c_uint16,
                ctypes.c_uint16,
                ctypes.c_void_p,
            ]
            return call
        raise DriverFault(NOT_INSTALLED)

    def _copied(handle: int) -> bytes:
        """The bytes of a global handle, which is let go."""
        place = _kernel.GlobalLock(handle)
        try:
            return ctypes.string_at(place, _kernel.GlobalSize(handle)) if place else b""
        finally:
            _kernel.GlobalUnlock(handle)
            _kernel.GlobalFree(handle)

    class Manager:
        """The source manager, open (state 3) as a context manager."""

        def __init__(self) -> None:
            self._call = _entry()
            self.window = ctypes.c_void_p(
                _user.CreateWindowExW(0, "STATIC", "tram", 0, 0, 0, 1, 1, None, None, None, None)
            )
            self._me = Identity(
                version=Version(1, 0, 13, 84, b"1.0"),
                protocol_major=2,
                protocol_minor=4,
                groups=_CONTROL | _IMAGE,
                manufacturer=b"Tram Mot Cua",
                family=b"Tram Mot Cua",
                name=b"Tram Mot Cua",
            )

        def __enter__(self) -> Manager:
            self.call(None, _CONTROL, _PARENT, _OPEN_DSM, self.window)
            return self

        def __exit__(self, *_: object) -> None:
            self.plain(None, _CONTROL, _PARENT, _CLOSE_DSM, self.window)

        def plain(self, to: Any, group: int, data: int, message: int, what: Any) -> int:
            """The return code of one triplet."""
            receiver = ctypes.byref(to) if to is not None else None
            code = self._call(
                ctypes.byref(self._me), receiver, group, data, message, ctypes.byref(what)
            )
            return int(code)

        def call(self, to: Any, group: int, data: int, message: int, what: Any) -> int:
            """As ``plain``; a failure is raised with its condition code."""
            code = self.plain(to, group, data, message, what)
            if code == _FAILURE:
                status = Status()
                self.plain(to, _CONTROL, _STATUS, _GET, status)
                raise DriverFault(status.condition or 1)
            if code not in (_SUCCESS, _CHECK_STATUS, _DS_EVENT, 5, _DONE, _END_OF_LIST):
                raise DriverFault(RETURN_CODES_FROM + code)
            return code

        def sources(self) -> Iterator[Identity]:
            message = _GET_FIRST
            while True:
                source = Identity()
                code = self.plain(None, _CONTROL, _IDENTITY, message, source)
                if code != _SUCCESS:
                    return
                # Windows shows each WIA scanner as a TWAIN source too: WIA is asked itself.
                if not source.name.startswith(b"WIA-"):
                    yield source
                message = _GET_NEXT

    class Scanner:
        """One source, open (state 4) as a context manager."""

        def __init__(self, manager: Manager, source: Identity) -> None:
            self._manager = manager
            self._source = source

        def __enter__(self) -> Scanner:
            self._manager.call(None, _CONTROL, _IDENTITY, _OPEN_DS, self._source)
            return self

        def __exit__(self, *_: object) -> None:
            self._manager.plain(None, _CONTROL, _IDENTITY, _CLOSE_DS, self._source)

        def get(self, cap: int, message: int = _GET) -> list[float]:
            """What a capability offers; nothing where the source does not know it."""
            asked = Capability(cap=cap, container=0xFFFF)
            code = self._manager.plain(self._source, _CONTROL, _CAPABILITY, message, asked)
            if code != _SUCCESS or not asked.handle:
                return []
            return values_of(asked.container, _copied(asked.handle))

        def set(self, cap: int, kind: int, value: float) -> bool:
            """False where the source does not take it."""
            data = one_value(kind, value)
            handle = _kernel.GlobalAlloc(0x42, len(data))
            ctypes.memmove(_kernel.GlobalLock(handle), data, len(data))
            _kernel.GlobalUnlock(handle)
            wanted = Capability(cap=cap, container=_ONE_VALUE, handle=handle)
            code = self._manager.plain(self._source, _CONTROL, _CAPABILITY, _SET, wanted)
            _kernel.GlobalFree(handle)
            return code in (_SUCCESS, _CHECK_STATUS)

        def able(self) -> dict[str, Any]:
            """Feeds are told apart by whether the feeder can be switched on, and off again."""
            feeds = [
                name
                for name, on in (("feeder", 1), ("flatbed", 0))
                if self.set(_FEEDER, _BOOL, on) and self.get(_FEEDER, _GET_CURRENT)[:1] == [on]
            ]
            loaded = None
            if "feeder" in feeds:
                self.set(_FEEDER, _BOOL, 1)
                known = self.get(_LOADED, _GET_CURRENT)
                loaded = bool(known[0]) if known else None
            self.set(_UNITS, _UINT16, 0)
            return {
                "id": self._source.name.decode("mbcs", "replace"),
                "label": self._source.name.decode("mbcs", "replace"),
                "feeds": feeds,
                "duplex": self.get(_DUPLEX, _GET_CURRENT)[:1] not in ([], [0]),
                "loaded": loaded,
                "resolutions": self.get(_X_RESOLUTION),
            }

        def prepare(self, wanted: dict[str, Any]) -> None:
            feeder = wanted.get("feed") == "feeder"
            self.set(_COUNT, _INT16, wanted.get("max_pages") or -1)
            self.set(_MECHANISM, _UINT16, 0)
            self.set(_INDICATORS, _BOOL, 0)
            self.set(_FEEDER, _BOOL, feeder)
            if feeder:
                self.set(_AUTO_FEED, _BOOL, 1)
                self.set(_DUPLEX_ON, _BOOL, bool(wanted.get("duplex")))
            self.set(_PIXEL_TYPE, _UINT16, _RGB if wanted.get("colour") == "color" else _GREY)
            self.set(_UNITS, _UINT16, 0)
            self.set(_PAPER_SIZE, _UINT16, _A4)
            self.set(_X_RESOLUTION, _FIX32, wanted["dpi"])
            self.set(_Y_RESOLUTION, _FIX32, wanted["dpi"])

        def scan(self, line: Line, most: int | None) -> None:
            """Enable, wait, transfer page after page, and step down again whatever happens."""
            shown = UserInterface(show=0, modal=0, parent=self._manager.window)
            self._manager.call(self._source, _CONTROL, _INTERFACE, _ENABLE, shown)
            try:
                if self._is_ready(line):
                    self._transfer(line, most)
            finally:
                self._manager.plain(self._source, _CONTROL, _INTERFACE, _DISABLE, shown)

        def _is_ready(self, line: Line) -> bool:
            """Windows' messages go to the source until it says that a page is there."""
            message = wintypes.MSG()
            while not line.told_to_stop.is_set():
                if not _user.PeekMessageW(ctypes.byref(message), None, 0, 0, 1):
                    time.sleep(0.01)
                    continue
                event = Event(event=ctypes.addressof(message))
                code = self._manager.plain(self._source, _CONTROL, _EVENT, _PROCESS_EVENT, event)
                if event.message == _READY:
                    return True
                if event.message == _CLOSE_REQUEST:
                    return False
                if code != _DS_EVENT:
                    _user.TranslateMessage(ctypes.byref(message))
                    _user.DispatchMessageW(ctypes.byref(message))
            return False

        def _transfer(self, line: Line, most: int | None) -> None:
            pending = PendingTransfers(count=1)
            done = 0
            try:
                while pending.count and done != most and not line.told_to_stop.is_set():
                    self._hand_over_one(line)
                    done += 1
                    self._manager.call(self._source, _CONTROL, _PENDING, _END_TRANSFER, pending)
            finally:
                self._manager.plain(self._source, _CONTROL, _PENDING, _END_TRANSFER, pending)
                self._manager.plain(self._source, _CONTROL, _PENDING, _RESET, pending)

        def _hand_over_one(self, line: Line) -> None:
            about = ImageInfo()
            known = self._manager.plain(self._source, _IMAGE, _IMAGE_INFO, _GET, about) == _SUCCESS
            handle = ctypes.c_void_p()
            code = self._manager.call(self._source, _IMAGE, _NATIVE, _GET, handle)
            if code != _DONE or not handle.value:
                raise DriverFault(1)
            line.hand_over(bmp_of(_copied(handle.value)), float(about.x_whole) if known else None)

    def _listed() -> Iterator[dict[str, Any]]:
        with Manager() as manager:
            for source in manager.sources():
                try:
                    with Scanner(manager, source) as scanner:
                        yield scanner.able()
                except DriverFault as fault:
                    name = source.name.decode("mbcs", "replace")
                    yield {"id": name, "label": name, "fault": fault.code}

    def _scan(line: Line, name: str) -> None:
        with Manager() as manager:
            wanted = name.encode("mbcs", "replace")
            found = [each for each in manager.sources() if each.name == wanted]
            if not found:
                raise DriverFault(3)
            with Scanner(manager, found[0]) as scanner:
                line.tell(opened=scanner.able())
                order = line.hear()
                if "dpi" in order:
                    line.watch_for_stop()
                    scanner.prepare(order)
                    scanner.scan(line, order.get("max_pages"))

else:

    def _listed() -> Iterator[dict[str, Any]]:
        raise DriverFault(NOT_INSTALLED)

    def _scan(line: Line, name: str) -> None:
        raise DriverFault(NOT_INSTALLED)


if __name__ == "__main__":
    serve(private_line(), _listed, _scan)
