"""The province's receipt: believed only when every word of it fits what was sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.protocol.messages import Receipt
from app.protocol.sealed import RECEIPT, SealBroken, SealedPaper, open_sealed
from app.protocol.shapes import misfit
from app.sync.faults import ForeignServer


def verified_receipt(
    raw: bytes,
    keys: Mapping[str, Ed25519PublicKey],
    *,
    station_id: str,
    dossier_id: str,
    manifest_sha256: str,
    blobs: Collection[str],
) -> SealedPaper:
    """The receipt, or ``ForeignServer`` where it is broken, another dossier's or incomplete."""
    try:
        receipt = open_sealed(raw, keys, RECEIPT)
    except SealBroken as error:
        raise ForeignServer(f"receipt: {error}") from error
    expected = {
        "station_id": station_id,
        "dossier_id": dossier_id,
        "manifest_sha256": manifest_sha256,
    }
    for field, value in expected.items():
        if receipt.body.get(field) != value:
            raise ForeignServer(f"receipt with another {field}")
    place = misfit(receipt.body, Receipt)
    if place is not None:
        raise ForeignServer(f"receipt malformed at {place}")
    if set(receipt.body["blobs"]) != set(blobs):
        raise ForeignServer("receipt with other blobs")
    if not receipt.body["dossier_code"]:
        raise ForeignServer("receipt without a dossier code")
    return receipt
