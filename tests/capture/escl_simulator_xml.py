"""What the simulated scanner says, in eSCL's XML."""

from __future__ import annotations

from collections.abc import Iterable

_NAMES = (
    'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" '
    'xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
)
_RESOLUTIONS = (75, 100, 150, 200, 300, 600)


def capabilities(
    *, platen: bool, feeder: bool, duplex: bool, document_type: bool, uuid: str
) -> bytes:
    """``document_type`` puts an entity declaration in front, as an attacker would."""
    inlets = ""
    if platen:
        inlets += f"<scan:Platen>{_inlet('PlatenInputCaps')}</scan:Platen>"
    if feeder:
        both = _inlet("AdfDuplexInputCaps") if duplex else ""
        inlets += f"<scan:Adf>{_inlet('AdfSimplexInputCaps')}{both}"
        inlets += "<scan:FeederCapacity>50</scan:FeederCapacity></scan:Adf>"
    before = '<!DOCTYPE x [<!ENTITY e "boom">]>' if document_type else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{before}
<scan:ScannerCapabilities {_NAMES}>
<pwg:Version>2.63</pwg:Version>
<pwg:MakeAndModel>Máy quét mẫu</pwg:MakeAndModel>
<pwg:SerialNumber>0001</pwg:SerialNumber>
<scan:UUID>{uuid}</scan:UUID>
{inlets}
</scan:ScannerCapabilities>""".encode()


def scanner_status(state: str, adf: str, jobs: Iterable[str]) -> bytes:
    feeder = f"<scan:AdfState>{adf}</scan:AdfState>" if adf else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus {_NAMES}>
<pwg:Version>2.63</pwg:Version>
<pwg:State>{state}</pwg:State>
{feeder}
<scan:Jobs>{"".join(jobs)}</scan:Jobs>
</scan:ScannerStatus>""".encode()


def job_info(name: str, state: str, delivered: int) -> str:
    return f"""<scan:JobInfo>
<pwg:JobUri>/eSCL/ScanJobs/{name}</pwg:JobUri>
<pwg:JobUuid>{name}</pwg:JobUuid>
<scan:Age>1</scan:Age>
<pwg:ImagesCompleted>{delivered}</pwg:ImagesCompleted>
<pwg:JobState>{state}</pwg:JobState>
</scan:JobInfo>"""


def _inlet(tag: str) -> str:
    steps = "".join(
        "<scan:DiscreteResolution>"
        f"<scan:XResolution>{dpi}</scan:XResolution><scan:YResolution>{dpi}</scan:YResolution>"
        "</scan:DiscreteResolution>"
        for dpi in _RESOLUTIONS
    )
    return f"""<scan:{tag}>
<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
<scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>
<scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile>
<scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>
<scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>{steps}</scan:DiscreteResolutions>
</scan:SupportedResolutions>
</scan:SettingProfile></scan:SettingProfiles>
</scan:{tag}>"""
