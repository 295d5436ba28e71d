"""Soft tokens (SoftHSM2) with keys made inside them and certificates of the practice authority."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from pkcs11 import Attribute, CertificateType, ObjectClass
from pkcs11.util.rsa import encode_rsa_public_key

from app.signing.practice_ca import PracticeAuthority
from app.signing.practice_certificates import ANY_PRACTICE_DAY, practice_name, signing_certificate

_PLACES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
)
_FULL, _EMPTY, _PULLED = "Token Thực hành", "Token trống", "Token bị rút"


@dataclass(frozen=True)
class Token:
    """Three tokens of one module: a full one, one without keys, one to be pulled out."""

    module: Path
    pin: str
    pulled_folder: Path

    @property
    def full(self) -> str:
        return self._spec(_FULL)

    @property
    def empty(self) -> str:
        return self._spec(_EMPTY)

    @property
    def pulled(self) -> str:
        return self._spec(_PULLED)

    def _spec(self, label: str) -> str:
        return f"pkcs11:{self.module}?token={label}"


def make_tokens(folder: Path, authority: PracticeAuthority, owner: str) -> Token:
    """The full token holds an expired-sooner pair of someone else beside its owner's."""
    tokens = folder / "tokens"
    tokens.mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    pin = "12345678"
    for label in (_FULL, _EMPTY):
        _make(label, pin)
    before = set(tokens.iterdir())
    _make(_PULLED, pin)
    (pulled,) = set(tokens.iterdir()) - before
    made = Token(next(place for place in _PLACES if place.exists()), pin, pulled)
    _put_pair(made, _FULL, b"\x01", "Nguyễn Thị Cũ", 2030, authority)
    _put_pair(made, _FULL, b"\x02", owner, 2035, authority)
    _put_pair(made, _PULLED, b"\x01", owner, 2035, authority)
    return made


def _make(label: str, pin: str) -> None:
    command = ["softhsm2-util", "--init-token", "--free", "--label", label]
    subprocess.run(
        [*command, "--pin", pin, "--so-pin", "87654321"], check=True, capture_output=True
    )


def _put_pair(
    token: Token, label: str, key_id: bytes, name: str, end_year: int, authority: PracticeAuthority
) -> None:
    (found,) = pkcs11.lib(str(token.module)).get_tokens(token_label=label)
    with found.open(rw=True, user_pin=token.pin) as session:
        public, _ = session.generate_keypair(pkcs11.KeyType.RSA, 2048, store=True, id=key_id)
        public_key = load_der_public_key(encode_rsa_public_key(public))
        assert isinstance(public_key, RSAPublicKey)
        end = ANY_PRACTICE_DAY.end.replace(year=end_year)
        certificate = signing_certificate(
            practice_name(name),
            public_key,
            ANY_PRACTICE_DAY._replace(end=end),
            authority.certificate,
            authority.key,
        )
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.ID: key_id,
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )
