"""Whom we trust: roots as files, practice ones apart from real ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from asn1crypto import pem, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import BadInput
from app.i18n import t
from app.signing.certificates import common_name, is_practice

_SUFFIXES = {".pem", ".crt", ".cer"}


class AnchorKind(StrEnum):
    PRACTICE = "practice"
    REAL = "real"


@dataclass(frozen=True)
class Anchor:
    """One trusted root."""

    certificate: x509.Certificate
    kind: AnchorKind

    @property
    def name(self) -> str:
        """``practice``, or the name of a real root."""
        if self.kind is AnchorKind.PRACTICE:
            return AnchorKind.PRACTICE.value
        return common_name(self.certificate.subject)


@dataclass(frozen=True)
class TrustAnchors:
    """The roots a signature may lead back to."""

    anchors: tuple[Anchor, ...]

    @classmethod
    def of_folder(cls, folder: Path) -> TrustAnchors:
        """Every PEM, CRT or CER file in ``<folder>/practice`` and ``<folder>/real``.

        ``BadInput`` for a file that holds no certificate, and for a practice certificate among
        the real ones. A folder that is not there trusts nobody.
        """
        found = [
            Anchor(certificate, kind)
            for kind in AnchorKind
            for file in sorted((folder / kind).glob("*"))
            if file.suffix.lower() in _SUFFIXES
            for certificate in _certificates(file)
        ]
        for anchor in found:
            if anchor.kind is AnchorKind.REAL and is_practice(anchor.certificate):
                raise BadInput(
                    t(
                        "Chứng thư thực hành nằm lẫn trong thư mục chứng thư thật «{folder}».",
                        folder=folder,
                    ),
                    t("Chuyển chứng thư đó sang thư mục «practice»."),
                )
        return cls(tuple(found))

    @classmethod
    def practice(cls, root: pyca.Certificate) -> TrustAnchors:
        """The practice root alone."""
        certificate = x509.Certificate.load(root.public_bytes(Encoding.DER))
        return cls((Anchor(certificate, AnchorKind.PRACTICE),))

    @classmethod
    def none(cls) -> TrustAnchors:
        """Nobody: only integrity can be told."""
        return cls(())

    @property
    def roots(self) -> list[x509.Certificate]:
        return [anchor.certificate for anchor in self.anchors]

    def find(self, root: x509.Certificate) -> Anchor | None:
        """The anchor this certificate is, byte for byte."""
        for anchor in self.anchors:
            if anchor.certificate.dump() == root.dump():
                return anchor
        return None


def _certificates(file: Path) -> list[x509.Certificate]:
    try:
        data = file.read_bytes()
        blocks = (
            [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
        )
        certificates = [x509.Certificate.load(der, strict=True) for der in blocks]
        for certificate in certificates:
            common_name(certificate.subject)
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(
            t("Không đọc được chứng thư tin cậy «{file}».", file=file),
            t("Chép lại tệp chứng thư gốc (PEM hoặc CRT) từ nơi cấp."),
        ) from error
    return certificates
