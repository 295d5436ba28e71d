"""What verifying a PDF found, in fields for programs and in a sentence for a clerk."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from app.i18n import t

Changes = Literal["none", "allowed", "not_allowed"]
Revocation = Literal["checked", "not_checked_offline"]


@dataclass(frozen=True)
class SignatureReport:
    """One signature of a PDF.

    ``signed_at`` is what the signer's own clock said (ISO 8601, +07:00), empty where unknown.
    ``level``: ``B-B`` or ``B-T`` of PAdES, empty for other kinds. ``intact``: the signed bytes
    are unchanged and the signature fits the certificate. ``changes_after`` speaks of what was
    appended later. ``trusted``: the certificate leads to a configured root, whose kind or name
    is ``trust_anchor``. ``legal`` is false for practice keys and for whatever is not ``ok``.
    """

    field: str
    signer: str
    issuer: str
    signed_at: str
    level: str
    intact: bool
    covers_whole_file: bool
    trusted: bool
    trust_anchor: str
    key_usage_ok: bool
    valid_at_signing: bool
    revocation: Revocation
    changes_after: Changes
    practice: bool

    @property
    def ok(self) -> bool:
        """Nothing speaks against it. Revocation may still be unchecked."""
        return (
            self.intact
            and self.changes_after != "not_allowed"
            and self.trusted
            and self.key_usage_ok
            and self.valid_at_signing
        )

    @property
    def legal(self) -> bool:
        return self.ok and not self.practice

    @property
    def sentence(self) -> str:
        """The one thing a clerk must know about this signature."""
        who, when = self.signer, self.signed_at or t("không rõ giờ")
        if not self.intact and not who:
            return t("Chữ ký «{field}» bị hỏng, không đọc được.", field=self.field)
        if not self.intact:
            return t("Chữ ký của {who} không còn đúng: tệp đã bị sửa sau khi ký.", who=who)
        if self.changes_after == "not_allowed":
            return t("Sau khi {who} ký, tệp đã bị thêm hoặc sửa nội dung.", who=who)
        if not self.trusted:
            return t(
                "Tệp còn nguyên từ lúc {who} ký, nhưng nơi cấp chứng thư ({issuer}) "
                "chưa được tin cậy trên máy này.",
                who=who,
                issuer=self.issuer,
            )
        if not self.key_usage_ok:
            return t("Chứng thư của {who} không được cấp để ký văn bản.", who=who)
        if not self.valid_at_signing:
            return t(
                "Chứng thư của {who} không có hiệu lực vào lúc ký ({when}).", who=who, when=when
            )
        if self.practice:
            return t(
                "{who} ký thực hành lúc {when}, tệp còn nguyên; KHÔNG có giá trị pháp lý.",
                who=who,
                when=when,
            )
        return t(
            "{who} ký lúc {when}, tệp còn nguyên, chứng thư hợp lệ vào lúc ký; "
            "chưa kiểm tra được chứng thư có bị thu hồi hay không.",
            who=who,
            when=when,
        )


def unreadable(field: str) -> SignatureReport:
    """The report of a signature that cannot even be read."""
    return SignatureReport(
        field=field,
        signer="",
        issuer="",
        signed_at="",
        level="",
        intact=False,
        covers_whole_file=False,
        trusted=False,
        trust_anchor="",
        key_usage_ok=False,
        valid_at_signing=False,
        revocation="not_checked_offline",
        changes_after="not_allowed",
        practice=False,
    )


@dataclass(frozen=True)
class PdfReport:
    """All signatures of a PDF, oldest first."""

    signatures: tuple[SignatureReport, ...]

    @property
    def ok(self) -> bool:
        """Signed at least once, and nothing speaks against any signature."""
        return bool(self.signatures) and all(signature.ok for signature in self.signatures)

    @property
    def sentence(self) -> str:
        if not self.signatures:
            return t("Tệp chưa được ký số.")
        return " ".join(signature.sentence for signature in self.signatures)

    def to_json(self) -> dict[str, Any]:
        """Ready for ``json.dumps``."""
        return {
            "ok": self.ok,
            "sentence": self.sentence,
            "signatures": [
                asdict(signature)
                | {"ok": signature.ok, "legal": signature.legal, "sentence": signature.sentence}
                for signature in self.signatures
            ],
        }
