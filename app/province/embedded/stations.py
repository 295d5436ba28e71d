"""Stations: enrolment by one-time code, and each one's block of dossier numbers."""

from __future__ import annotations

from app.errors import BadInput
from app.i18n import t
from app.model.codes import format_dossier_code, parse_dossier_code
from app.model.ids import new_id
from app.protocol.messages import Enrolled, EnrolRequest, Lease
from app.protocol.sealed import SealBroken, key_id_of, public_key_from_text, public_key_text
from app.protocol.wire import Refusal
from app.province.archive import Station
from app.province.embedded.holdings import Holdings
from app.province.enrolment import new_secret, secret_digest
from app.province.numbers import BLOCKS, block_bounds, end_of_next_year
from app.province.refusals import Refused
from app.store.database import Row

NAME_MAX = 200


def find_station(holdings: Holdings, station_id: str) -> Station | None:
    row = holdings.database.row(
        "SELECT station_id, station_code, agency_code, name, public_key, enrolled_at"
        " FROM station WHERE station_id = ?",
        [station_id],
    )
    return Station(**row) if row else None


def new_enrolment(
    holdings: Holdings, agency_code: str, agency_name: str, parent_agency_name: str
) -> str:
    """The secret of a new one-time code for a station of that agency (made known if new)."""
    day = holdings.clock.now().date()
    if parse_dossier_code(format_dossier_code(agency_code, day, 1)) is None:
        raise BadInput(
            t(
                "Mã cơ quan «{code}» không đúng dạng, nên không cấp được số hồ sơ.",
                code=agency_code,
            ),
            t("Nhập mã định danh cơ quan như H27.15.3 (QĐ 20/2020/QĐ-TTg)."),
        )
    secret = new_secret()
    with holdings.transaction():
        holdings.put(
            "agency",
            ["agency_code"],
            {"agency_code": agency_code, "name": agency_name, "parent_name": parent_agency_name},
        )
        holdings.insert(
            "enrolment",
            {
                "code_sha256": secret_digest(secret),
                "agency_code": agency_code,
                "made_at": holdings.now(),
            },
        )
        holdings.record("enrolment_made", station_id="", agency=agency_code)
    return secret


def enrol(holdings: Holdings, request: EnrolRequest) -> Enrolled:
    """Spend a code. Raises ``Refused`` with ``enrolment``."""
    public_key = _key_text(request["station_key"])
    digest = secret_digest(request["code"])
    with holdings.transaction():
        code = holdings.database.row("SELECT * FROM enrolment WHERE code_sha256 = ?", [digest])
        holder = holdings.database.row(
            "SELECT station_id FROM station WHERE public_key = ?", [public_key]
        )
        holder_id = holder["station_id"] if holder else None
        if code is None or code["station_id"] != holder_id:
            raise Refused(
                Refusal.ENROLMENT,
                t("Mã đăng ký trạm không đúng hoặc đã được dùng. Xin tỉnh cấp mã mới."),
            )
        if holder_id is None:
            holder_id = _admit(holdings, code, public_key, request["station_name"][:NAME_MAX])
        return _enrolled(holdings, holder_id)


def lease_of(holdings: Holdings, station_id: str) -> Lease:
    row = holdings.one(
        "SELECT agency_code, block, valid_from, valid_to FROM lease WHERE station_id = ?",
        [station_id],
    )
    first, last = block_bounds(row["block"])
    return Lease(
        agency_code=row["agency_code"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        first=first,
        last=last,
    )


def renew_lease(holdings: Holdings, station_id: str) -> Lease:
    """The lease, made to last to the end of next year if it does not yet."""
    until = end_of_next_year(holdings.clock.now().date()).isoformat()
    with holdings.transaction():
        if lease_of(holdings, station_id)["valid_to"] < until:
            holdings.write(
                "UPDATE lease SET valid_to = ? WHERE station_id = ?", [until, station_id]
            )
            holdings.record("lease_renewed", station_id=station_id, valid_to=until)
        return lease_of(holdings, station_id)


def _key_text(text: str) -> str:
    try:
        return public_key_text(public_key_from_text(text))
    except SealBroken as error:
        raise Refused(
            Refusal.BAD_REQUEST, t("Khóa của trạm gửi lên không đọc được."), field="station_key"
        ) from error


def _admit(holdings: Holdings, code: Row, public_key: str, name: str) -> str:
    """A new station of the code's agency, with the agency's next block of numbers."""
    station_id, agency = new_id(), code["agency_code"]
    day = holdings.clock.now().date()
    block: int = holdings.one("SELECT count(*) AS n FROM station WHERE agency_code = ?", [agency])[
        "n"
    ]
    if block >= BLOCKS:
        raise Refused(Refusal.ENROLMENT, t("Cơ quan này đã dùng hết các dãy số hồ sơ."))
    holdings.insert(
        "station",
        {
            "station_id": station_id,
            "agency_code": agency,
            "station_code": f"{block + 1:02d}",
            "name": name,
            "public_key": public_key,
            "enrolled_at": holdings.now(),
        },
    )
    holdings.insert(
        "lease",
        {
            "agency_code": agency,
            "block": block,
            "station_id": station_id,
            "valid_from": day.isoformat(),
            "valid_to": end_of_next_year(day).isoformat(),
        },
    )
    holdings.write(
        "UPDATE enrolment SET station_id = ?, used_at = ? WHERE code_sha256 = ?",
        [station_id, holdings.now(), code["code_sha256"]],
    )
    holdings.record("enrolled", station_id=station_id, agency=agency, name=name)
    return station_id


def _enrolled(holdings: Holdings, station_id: str) -> Enrolled:
    row = holdings.one(
        "SELECT station_code, agency_code, agency.name, parent_name"
        " FROM station JOIN agency USING (agency_code) WHERE station_id = ?",
        [station_id],
    )
    return Enrolled(
        station_id=station_id,
        station_code=row["station_code"],
        agency_code=row["agency_code"],
        agency_name=row["name"],
        parent_agency_name=row["parent_name"],
        province_id=holdings.province_id,
        keys=receipt_keys(holdings),
        lease=lease_of(holdings, station_id),
    )


def receipt_keys(holdings: Holdings) -> dict[str, str]:
    """Key id → raw public key in base64."""
    public = holdings.receipt_key.public_key()
    return {key_id_of(public): public_key_text(public)}
