"""Signatures made elsewhere, good and bad, with the PDF library alone and odd certificates."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import keys, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import CertificateRegistry

from app.signing.practice_ca import PracticeAuthority
from app.signing.practice_certificates import ANY_PRACTICE_DAY, practice_name


@dataclass(frozen=True)
class ForeignKey:
    """A key and the certificates shown with it: the signer's first, the root last."""

    key: rsa.RSAPrivateKey
    chain: tuple[x509.Certificate, ...]

    @classmethod
    def issue(
        cls,
        authority: PracticeAuthority,
        *,
        name: str = "Lê Thị Nơi Khác",
        valid_until: datetime = ANY_PRACTICE_DAY.end,
        signing: bool = True,
        server_only: bool = False,
    ) -> ForeignKey:
        """From the practice authority, with a fault to choose."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        builder = _begin(practice_name(name), authority.certificate.subject, key, valid_until)
        builder = builder.add_extension(_usage(signing=signing), critical=True)
        if server_only:
            purposes = pyca.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
            builder = builder.add_extension(purposes, critical=False)
        certificate = builder.sign(authority.key, hashes.SHA256())
        return cls(key, (_asn1(certificate), _asn1(authority.certificate)))

    @classmethod
    def self_made(cls, name: str) -> ForeignKey:
        """A root of its own, and a certificate under it, with no word of practice."""
        root_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        root_name = pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, name)])
        root = (
            _begin(root_name, root_name, root_key, ANY_PRACTICE_DAY.end)
            .add_extension(pyca.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(root_key, hashes.SHA256())
        )
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        subject = pyca.Name([pyca.NameAttribute(NameOID.COMMON_NAME, "Phạm Văn Thật")])
        certificate = (
            _begin(subject, root_name, key, ANY_PRACTICE_DAY.end)
            .add_extension(_usage(signing=True), critical=True)
            .sign(root_key, hashes.SHA256())
        )
        return cls(key, (_asn1(certificate), _asn1(root)))


def sign_elsewhere(
    pdf: bytes, key: ForeignKey, at: datetime, *, pades: bool = True, final: bool = False
) -> bytes:
    """Sign without any of our checks. ``final``: certify, and forbid every later change."""
    kind = SigSeedSubFilter.PADES if pades else SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    meta = PdfSignatureMetadata(
        field_name="NoiKhac",
        md_algorithm="sha256",
        subfilter=kind,
        certify=final,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    return asyncio.run(_sign(pdf, key, at, meta))


async def _sign(pdf: bytes, key: ForeignKey, at: datetime, meta: PdfSignatureMetadata) -> bytes:
    secret = key.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    hand = SimpleSigner(
        signing_cert=key.chain[0],
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=CertificateRegistry.build(key.chain),
    )
    session = PdfSigner(meta, hand).init_signing_session(IncrementalPdfFileWriter(io.BytesIO(pdf)))
    session.system_time = at
    paper = session.prepare_tbs_document(None, bytes_reserved=16384)
    out = io.BytesIO()
    prepared, _ = paper.digest_tbs_document(output=out)
    await paper.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=at))
    return out.getvalue()


def _begin(
    subject: pyca.Name, issuer: pyca.Name, key: rsa.RSAPrivateKey, valid_until: datetime
) -> pyca.CertificateBuilder:
    return (
        pyca.CertificateBuilder(subject_name=subject, issuer_name=issuer)
        .public_key(key.public_key())
        .serial_number(pyca.random_serial_number())
        .not_valid_before(ANY_PRACTICE_DAY.start)
        .not_valid_after(valid_until)
    )


def _usage(*, signing: bool) -> pyca.KeyUsage:
    return pyca.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=not signing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _asn1(certificate: pyca.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
