"""No word of a citizen lies readable on the disk."""

from __future__ import annotations

from pathlib import Path

from app.store.station import StationStore
from tests.store.samples import NAME, PASSPHRASE, files_under, new_store, noon, queued

SECRETS = ("001199900019", "001099900028", "%PDF-1.7", "Hộ tịch", "TAM-01-", PASSPHRASE)


def require_unreadable(home: Path) -> None:
    files = list(files_under(home))
    assert len(files) >= 4
    for file in files:
        raw = file.read_bytes()
        for secret in (NAME, *SECRETS):
            for encoding in ("utf-8", "utf-16-le"):
                assert secret.encode(encoding) not in raw, (file, secret)


def test_nothing_is_readable_open_or_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with new_store(home) as store:
        dossier = queued(store)
        store.objects.put(b"%PDF-1.7 " + NAME.encode() * 10_000)
        assert (home / "tram.db-wal").stat().st_size > 0
        require_unreadable(home)
    require_unreadable(home)
    with StationStore.open(home, PASSPHRASE, clock=noon()) as store:
        assert store.dossier(dossier.dossier_id).applicant.full_name == NAME


def test_only_this_user_may_look(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with new_store(home) as store:
        kept = store.objects.path(store.objects.put(b"x"))
    assert home.stat().st_mode & 0o077 == 0
    for file in (home / "keys.json", kept):
        assert file.stat().st_mode & 0o077 == 0
