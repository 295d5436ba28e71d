"""The helper process for WIA scanners on Windows; its protocol is in ``helper_line``.

WIA is spoken through its automation layer (``wiaaut.dll``, part of Windows since Vista).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from app.capture.windows.twain_helper import NOT_INSTALLED, DriverFault, Line, private_line, serve

if sys.platform == "win32":
    from contextlib import contextmanager
    from importlib import import_module

    from app.capture.windows import wia_properties as wia
    from app.capture.windows.wia_properties import Allowed

    _SCANNER = 1
    _NO_MORE_PAPER = 0x80210003

    @contextmanager
    def _faults() -> Iterator[None]:
        """What COM raises becomes its code."""
        try:
            error = import_module("comtypes").COMError
        except ImportError as missing:
            raise DriverFault(NOT_INSTALLED) from missing
        try:
            yield
        except error as raised:
            raise DriverFault(raised.hresult & 0xFFFFFFFF) from raised

    def _manager() -> Any:
        try:
            import_module("comtypes.npsupport").enable()
            return import_module("comtypes.client").CreateObject("WIA.DeviceManager", dynamic=True)
        except (ImportError, OSError) as error:
            raise DriverFault(NOT_INSTALLED) from error

    def _scanners() -> list[Any]:
        infos = _manager().DeviceInfos
        each = [infos.Item(number) for number in range(1, infos.Count + 1)]
        return [info for info in each if info.Type == _SCANNER]

    def _properties(owner: Any) -> dict[int, Any]:
        properties = owner.Properties
        each = [properties.Item(number) for number in range(1, properties.Count + 1)]
        return {int(one.PropertyID): one for one in each}

    def _value(properties: dict[int, Any], number: int) -> int | None:
        return int(properties[number].Value) if number in properties else None

    def _allowed(properties: dict[int, Any], number: int) -> Allowed:
        one = properties.get(number)
        if one is None:
            return Allowed()
        if one.SubType == 1:
            return Allowed(1, int(one.SubTypeMin), int(one.SubTypeMax))
        if one.SubType == 2:
            values = one.SubTypeValues
            return Allowed(
                2, values=tuple(int(values.Item(at)) for at in range(1, values.Count + 1))
            )
        return Allowed()

    def _able(device: Any) -> dict[str, Any]:
        own = _properties(device)
        item = _properties(device.Items.Item(1))
        return wia.able(
            _value(own, wia.FEEDER_CAPABILITIES) or 0,
            _value(own, wia.FEEDER_STATUS),
            _allowed(item, wia.X_RESOLUTION),
        )

    def _set(properties: dict[int, Any], settings: list[tuple[int, int]]) -> None:
        """A property the scanner has not, or holds fast, stays as it is."""
        for number, value in settings:
            one = properties.get(number)
            if one is not None and not one.IsReadOnly and int(one.Value) != value:
                one.Value = value

    def _prepare(device: Any, wanted: dict[str, Any]) -> Any:
        _set(_properties(device), wia.device_settings(wanted))
        item = device.Items.Item(1)
        properties = _properties(item)
        _set(properties, wia.item_settings(wanted, (0, 0))[:3])
        properties = _properties(item)
        extents = [_allowed(properties, each).most for each in (wia.X_EXTENT, wia.Y_EXTENT)]
        _set(properties, wia.item_settings(wanted, extents))
        return item

    def _picture(item: Any) -> bytes:
        with import_module("comtypes.safearray").safearray_as_ndarray:
            data: bytes = item.Transfer(wia.BMP_FORMAT).FileData.BinaryData.tobytes()
        return data

    def _listed() -> Iterator[dict[str, Any]]:
        with _faults():
            infos = _scanners()
        for info in infos:
            with _faults():
                name = str(info.DeviceID)
                label = str(info.Properties.Item("Name").Value)
            try:
                with _faults():
                    yield {"id": name, "label": label, **_able(info.Connect())}
            except DriverFault as fault:
                yield {"id": name, "label": label, "fault": fault.code}

    def _scan(line: Line, name: str) -> None:
        with _faults():
            found = [info for info in _scanners() if str(info.DeviceID) == name]
            if not found:
                raise DriverFault(0x80210015)
            label = str(found[0].Properties.Item("Name").Value)
            device = found[0].Connect()
            line.tell(opened={"label": label, **_able(device)})
            wanted = line.hear()
            if "dpi" not in wanted:
                return
            line.watch_for_stop()
            item = _prepare(device, wanted)
        done = 0
        while done != wanted.get("max_pages") and not line.told_to_stop.is_set():
            try:
                with _faults():
                    picture = _picture(item)
            except DriverFault as fault:
                if fault.code == _NO_MORE_PAPER and done:
                    return
                raise
            line.hand_over(picture, float(wanted["dpi"]))
            done += 1

else:

    def _listed() -> Iterator[dict[str, Any]]:
        raise DriverFault(NOT_INSTALLED)

    def _scan(line: Line, name: str) -> None:
        raise DriverFault(NOT_INSTALLED)


if __name__ == "__main__":
    serve(private_line(), _listed, _scan)
