"""A key inside a token, reached over PKCS#11.

The login of a token counts for the whole process: while one key of it is open, another PIN is
not looked at. Close it between two officers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, SignMixin, TokenFlag
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import CertificateRegistry

from app.errors import BadInput, NotAllowed, Unavailable
from app.i18n import t
from app.signing.certificates import common_name, is_practice, may_sign_papers

_RSA_SIGNING_KEY = {
    Attribute.CLASS: ObjectClass.PRIVATE_KEY,
    Attribute.KEY_TYPE: KeyType.RSA,
    Attribute.SIGN: True,
}
_SOFTWARE_TOKEN = "SoftHSM project"


class TokenKey:
    """The signing key of an opened token."""

    def __init__(
        self, session: pkcs11.Session, hand: signers.Signer, certificate: x509.Certificate
    ) -> None:
        self._session: pkcs11.Session | None = session
        self._hand = hand
        self._subject = certificate.subject
        maker = session.token.manufacturer_id
        self.legal = not is_practice(certificate) and maker != _SOFTWARE_TOKEN

    @property
    def common_name(self) -> str:
        return common_name(self._subject)

    def certificate_subject(self) -> str:
        return str(self._subject.human_friendly)

    def pyhanko_signer(self) -> signers.Signer:
        if self._session is None:
            raise Unavailable(t("Khóa ký đã đóng."), t("Mở lại khóa rồi ký."))
        return self._hand

    def close(self) -> None:
        if self._session is not None:
            with suppress(pkcs11.PKCS11Error):  # a token pulled out has logged itself out
                self._session.close()
            self._session = None


class _TokenHand(signers.Signer):
    """Lets the token sign, and turns its failing in mid-work into a sentence."""

    def __init__(
        self, key: SignMixin, certificate: x509.Certificate, issuers: list[x509.Certificate]
    ) -> None:
        super().__init__(
            signing_cert=certificate,
            cert_registry=CertificateRegistry.build(issuers),
            embed_roots=False,
        )
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        mechanism = {"sha256": Mechanism.SHA256_RSA_PKCS}[digest_algorithm]
        with _token_answers():
            return bytes(self._key.sign(data, mechanism=mechanism))


@contextmanager
def _token_answers() -> Iterator[None]:
    try:
        yield
    except pkcs11.PKCS11Error as error:
        raise _no_answer() from error


def open_token(module: str, label: str, pin: Callable[[], str]) -> TokenKey:
    """Open the signing key of the token called ``label`` in a PKCS#11 module (a file).

    ``Unavailable`` where module or token is missing or the token is open already,
    ``NotAllowed`` for a wrong PIN or a token about to lock, ``BadInput`` where it holds no
    certificate with a signing key.
    """
    token = _find_token(module, label)
    require_tries_left(token.flags, label)
    session = _log_in(token, module, label, pin())
    try:
        with _token_answers():
            hand, certificate = _newest_pair(session, label)
    except BaseException:
        session.close()
        raise
    return TokenKey(session, hand, certificate)


def require_tries_left(flags: TokenFlag, label: str) -> None:
    """Stop before the try that would lock the token (tokens lock after 3 or 5; STACK §4)."""
    if flags & TokenFlag.USER_PIN_LOCKED:
        raise _locked(label)
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        raise NotAllowed(
            t("Token «{label}» chỉ còn một lần nhập mã PIN trước khi bị khóa.", label=label),
            t("Mở phần mềm của nhà cung cấp token, nhập đúng mã PIN một lần, rồi quay lại ký."),
        )


def _find_token(module: str, label: str) -> pkcs11.Token:
    try:
        tokens = list(pkcs11.lib(module).get_tokens(token_label=label))
    except pkcs11.PKCS11Error as error:
        raise Unavailable(
            t("Không nạp được thư viện token «{module}».", module=module),
            t("Cài phần mềm của nhà cung cấp token, rồi kiểm tra lại đường dẫn thư viện."),
        ) from error
    if len(tokens) != 1:
        raise Unavailable(
            t("Không thấy token «{label}».", label=label)
            if not tokens
            else t("Có {count} token cùng tên «{label}».", count=len(tokens), label=label),
            t("Cắm đúng một token của người ký rồi thử lại."),
        )
    return tokens[0]


def _log_in(token: pkcs11.Token, module: str, label: str, pin: str) -> pkcs11.Session:
    try:
        return token.open(user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        require_tries_left(_find_token(module, label).flags, label)
        raise NotAllowed(
            t("Mã PIN của token «{label}» không đúng.", label=label),
            t("Nhập lại cho đúng: token tự khóa sau vài lần sai (thường 3 đến 5 lần)."),
        ) from error
    except pkcs11.PinLocked as error:
        raise _locked(label) from error
    except pkcs11.UserAlreadyLoggedIn as error:
        raise Unavailable(
            t("Token «{label}» đang mở cho một lần ký khác.", label=label),
            t("Đóng lần ký đó rồi thử lại."),
        ) from error
    except pkcs11.PKCS11Error as error:
        raise _no_answer() from error


def _locked(label: str) -> NotAllowed:
    return NotAllowed(
        t("Token «{label}» đã bị khóa vì nhập sai mã PIN nhiều lần.", label=label),
        t("Liên hệ nơi cấp token để mở khóa."),
    )


def _no_answer() -> Unavailable:
    return Unavailable(
        t("Token không trả lời: đã bị rút ra hoặc gặp lỗi."),
        t("Cắm lại token, mở lại khóa rồi ký tiếp."),
    )


def _newest_pair(session: pkcs11.Session, label: str) -> tuple[_TokenHand, x509.Certificate]:
    """The key to sign with and its certificate. A renewed token holds the old pair too: the one
    valid longest counts."""
    keys = {
        bytes(key[Attribute.ID]): key
        for key in session.get_objects(_RSA_SIGNING_KEY)
        if isinstance(key, SignMixin)
    }
    held = [
        (x509.Certificate.load(entry[Attribute.VALUE]), bytes(entry[Attribute.ID]))
        for entry in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    pairs = [(certificate, keys[key_id]) for certificate, key_id in held if key_id in keys]
    if not pairs:
        raise BadInput(
            t("Token «{label}» không có chứng thư kèm khóa ký.", label=label),
            t("Kiểm tra token bằng phần mềm của nhà cung cấp, hoặc dùng token khác."),
        )
    certificate, key = max(
        pairs, key=lambda pair: (may_sign_papers(pair[0]), pair[0].not_valid_after)
    )
    issuers = [other for other, _ in held if other.ca]
    return _TokenHand(key, certificate, issuers), certificate
