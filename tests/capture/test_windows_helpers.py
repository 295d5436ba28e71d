"""The helpers for WIA and TWAIN, as far as they go without Windows."""

from __future__ import annotations

import ast
import ctypes
import io
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from app.capture.windows import twain_helper, wia_properties
from app.capture.windows.drivers import windows_drivers
from app.capture.windows.source import find_helped
from app.capture.windows.twain_helper import bmp_of, one_value, values_of
from app.capture.windows.wia_properties import Allowed, able, device_settings, item_settings
from app.settings import Settings

FIX32, UINT16 = 7, 4
A4 = {"dpi": 300, "colour": "color", "feed": "feeder", "duplex": True}


@pytest.mark.parametrize("kind", ["wia", "twain"])
def test_without_its_driver_a_helper_says_what_to_install(kind: str) -> None:
    driver = windows_drivers(Settings(), "win32")[kind]
    devices, (problem,) = find_helped(driver, timeout=20)
    assert not devices
    assert problem.kind == kind
    assert kind.upper() in problem.sentence
    assert problem.remedy


def test_the_twain_helper_wants_nothing_but_the_standard_library() -> None:
    source = Path(twain_helper.__file__)
    nodes = list(ast.walk(ast.parse(source.read_text("utf-8"))))
    modules = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names
    alone = subprocess.run(
        [sys.executable, "-I", "-S", str(source)], input=b"{}\n", capture_output=True, check=True
    )
    assert alone.stdout == b'{"fault": -1}\n'


def test_structures_have_the_sizes_of_the_specification() -> None:
    """TWAIN 2.5, twain.h, packed by two; those without pointers are alike everywhere."""
    sizes = {
        twain_helper.Version: 42,
        twain_helper.Identity: 156,
        twain_helper.PendingTransfers: 6,
        twain_helper.Status: 4,
        twain_helper.ImageInfo: 42,
    }
    assert {kind: ctypes.sizeof(kind) for kind in sizes} == sizes
    pointer = ctypes.sizeof(ctypes.c_void_p)
    assert ctypes.sizeof(twain_helper.Capability) == 4 + pointer
    assert ctypes.sizeof(twain_helper.UserInterface) == 4 + pointer
    assert ctypes.sizeof(twain_helper.Event) == 2 + pointer


@pytest.mark.parametrize("value", [0.0, 300.0, 8.5, -1.25])
def test_a_value_in_its_container_comes_out_again(value: float) -> None:
    assert values_of(5, one_value(FIX32, value)) == [value]


def test_containers_of_every_kind() -> None:
    pairs = b"".join(struct.pack("<hH", dpi, 0) for dpi in (75, 150, 300))
    assert values_of(3, struct.pack("<HI", FIX32, 3) + pairs) == [75, 150, 300]
    assert values_of(4, struct.pack("<HIII", FIX32, 3, 0, 0) + pairs) == [75, 150, 300]
    span = struct.pack("<HhHhHII", FIX32, 100, 0, 350, 0, 1, 0) + bytes(4)
    assert values_of(6, span) == [100, 150, 200, 240, 300, 350]
    assert values_of(5, one_value(UINT16, 2)) == [2]


@pytest.mark.parametrize("container", [3, 4, 5, 6, 9])
@pytest.mark.parametrize("data", [b"", b"\x07", b"\x07\0\xff\xff\xff\xff", b"\xff" * 40])
def test_nonsense_in_a_container_is_survived(container: int, data: bytes) -> None:
    assert len(values_of(container, data)) < 20


@pytest.mark.parametrize("mode", ["RGB", "L", "1"])
def test_a_bitmap_from_memory_becomes_a_file(mode: str) -> None:
    picture = Image.new("L", (40, 30), 255)
    picture.paste(0, (0, 0, 20, 15))
    with io.BytesIO() as out:
        picture.convert(mode).save(out, "BMP", dpi=(300, 300))
        whole = out.getvalue()
    assert bmp_of(whole[14:]) == whole


def test_what_a_wia_scanner_can_do() -> None:
    told = able(7, 1, Allowed(2, values=(600, 100, 300)))
    assert told == {
        "feeds": ["feeder", "flatbed"],
        "duplex": True,
        "loaded": True,
        "resolutions": [100, 300, 600],
    }
    assert able(0, None, Allowed()) == {
        "feeds": ["flatbed"],
        "duplex": False,
        "loaded": None,
        "resolutions": [],
    }
    assert able(1, 0, Allowed(1, 75, 1200))["resolutions"] == [
        75, 100, 150, 200, 240, 300, 400, 600, 1200
    ]  # fmt: skip


def test_how_a_wia_scanner_is_asked() -> None:
    assert device_settings(A4) == [(wia_properties.FEEDER_SELECT, 5), (wia_properties.PAGES, 1)]
    assert device_settings({**A4, "duplex": False})[0] == (wia_properties.FEEDER_SELECT, 1)
    assert device_settings({**A4, "feed": "flatbed"}) == [(wia_properties.FEEDER_SELECT, 2)]
    asked = item_settings(A4, (2480, 0))
    assert asked[0] == (wia_properties.INTENT, 1)
    assert dict(asked)[wia_properties.X_EXTENT] == 2480
    assert dict(asked)[wia_properties.Y_EXTENT] == 3507
    assert item_settings({**A4, "colour": "grey"}, (0, 0))[0] == (wia_properties.INTENT, 2)
