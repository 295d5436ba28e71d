"""What the drivers of Windows report, in the sentences of every scanner."""

from __future__ import annotations

from collections.abc import Callable

from app.capture import faults
from app.errors import AppError, Unavailable
from app.i18n import t

NOT_INSTALLED = -1
"""Said by a helper whose driver is not on this machine at all."""
TWAIN_RETURN = 0x10000
"""Added to a TWAIN return code, which is told apart so from a condition code."""

Fault = Callable[[str], AppError]

# wiadef.h, "WIA Error Codes"; the others are winerror.h's.
_WIA: dict[int, Fault] = {
    0x80210002: faults.jammed,  # PAPER_JAM
    0x80210003: faults.feeder_empty,  # PAPER_EMPTY
    0x80210004: faults.misfed,  # PAPER_PROBLEM
    0x80210005: faults.not_there,  # OFFLINE
    0x80210006: faults.busy,  # BUSY
    0x80210007: faults.busy,  # WARMING_UP
    0x80210009: faults.not_there,  # ITEM_DELETED
    0x8021000A: faults.silent,  # DEVICE_COMMUNICATION
    0x8021000B: faults.refused,  # INVALID_COMMAND
    0x8021000C: faults.refused,  # INCORRECT_HARDWARE_SETTING
    0x8021000D: faults.busy,  # DEVICE_LOCKED
    0x80210015: faults.not_there,  # S_NO_DEVICE_AVAILABLE
    0x80210016: faults.cover_open,  # COVER_OPEN
    0x80210019: faults.busy,  # NETWORK_RESERVATION_FAILED
    0x80210020: faults.misfed,  # MULTI_FEED
    0x80210064: faults.stopped_at_device,  # S_CANCEL of the automation layer
    0x80070005: faults.no_permission,  # E_ACCESSDENIED
    0x8007000E: faults.out_of_memory,  # E_OUTOFMEMORY
    0x80070057: faults.refused,  # E_INVALIDARG
    0x800706BA: faults.not_there,  # RPC_S_SERVER_UNAVAILABLE
}
_NO_WIA = {NOT_INSTALLED, 0x80040154, 0x80070422, 0x80080005}

# TWAIN 2.5, chapter 11, "Condition codes".
_TWAIN: dict[int, Fault] = {
    2: faults.out_of_memory,
    3: faults.not_there,
    4: faults.busy,
    6: faults.refused,
    10: faults.refused,
    13: faults.refused,
    14: faults.refused,
    16: faults.no_permission,
    20: faults.jammed,
    21: faults.misfed,
    23: faults.not_there,
    24: faults.cover_open,
    25: faults.misfed,
    29: faults.feeder_empty,
    TWAIN_RETURN + 3: faults.stopped_at_device,
    TWAIN_RETURN + 10: faults.busy,
    TWAIN_RETURN + 11: faults.busy,
}


def wia_fault(code: int, label: str) -> AppError:
    """The fault of an HRESULT, signed or not."""
    if code in _NO_WIA or code & 0xFFFFFFFF in _NO_WIA:
        return Unavailable(
            t("Dịch vụ quét ảnh của Windows (WIA) không chạy."),
            t("Nhờ người quản trị bật dịch vụ «Windows Image Acquisition» và cài lại phần mềm."),
        )
    return _WIA.get(code & 0xFFFFFFFF, faults.failed)(label)


def twain_fault(code: int, label: str) -> AppError:
    """The fault of a TWAIN condition code, or of a return code with ``TWAIN_RETURN`` added."""
    if code == NOT_INSTALLED:
        return Unavailable(
            t("Máy tính này chưa có phần mềm điều khiển TWAIN."),
            t(
                "Cài phần mềm TWAIN của hãng máy quét; nếu chỉ có bản 32-bit, nhờ người quản trị "
                "cài Python 32-bit và ghi đường dẫn vào mục «twain_python» của tệp cài đặt."
            ),
        )
    return _TWAIN.get(code, faults.failed)(label)
