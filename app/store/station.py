"""The station's store: one encrypted database, one folder of encrypted files, one writer."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from app.clock import Clock
from app.disk import make_folder, sweep_folder
from app.errors import BadInput
from app.i18n import t
from app.model.people import Officer
from app.paths import MIGRATIONS
from app.store.database import open_database
from app.store.days import DayRows
from app.store.home import HomePaths
from app.store.intake_requests import IntakeRequestRows
from app.store.keys import Keys, add_officer, create_keys, unlock
from app.store.leases import NumberRows
from app.store.lock import HomeLock
from app.store.objects import Objects
from app.store.outbox import QueueRows
from app.store.page_history import PageHistoryRows
from app.store.papers import PaperRows
from app.store.readings import ReadingRows
from app.store.values import ValueRows

STATION_MIGRATIONS = MIGRATIONS / "station"


class StationStore(
    QueueRows,
    PaperRows,
    PageHistoryRows,
    ReadingRows,
    IntakeRequestRows,
    NumberRows,
    DayRows,
    ValueRows,
):
    """Everything a station keeps in its home.

    Safe to use from several threads. Every change is durable when its method returns, or when
    the outermost ``transaction`` ends. Made by ``create`` or ``open``, ended by ``close``.
    """

    def __init__(
        self, home: Path, keys: Keys, officer: Officer, clock: Clock, lock: HomeLock | None
    ) -> None:
        paths = HomePaths(home)
        self.home = home
        self.paths = paths
        self.keys = keys
        self._lock = lock
        self.objects = Objects(paths.objects, keys.files, read_only=lock is None)
        database = open_database(
            paths.database, keys.database, STATION_MIGRATIONS, read_only=lock is None
        )
        super().__init__(database, clock, officer)

    @classmethod
    def create(cls, home: Path, officer: Officer, passphrase: str, clock: Clock) -> StationStore:
        """A new home with its first officer, open for writing.

        Raises ``BadInput`` where a station is already, ``CannotWrite`` where none can be made.
        A home whose making was cut off before it held anything is made anew.
        """
        paths = HomePaths(home)
        with ExitStack() as undo:
            lock = undo.enter_context(HomeLock(home))
            if paths.database.exists() or _holds_files(paths):
                raise BadInput(
                    t("Thư mục «{home}» đã có một trạm.", home=home),
                    t("Mở trạm đó, hoặc chọn thư mục khác cho trạm mới."),
                )
            paths.keys.unlink(missing_ok=True)
            keys = create_keys(home, officer, passphrase)
            make_folder(paths.objects)
            store = undo.enter_context(cls(home, keys, officer, clock, lock))
            store.audit("create station", officer.officer_id)
            undo.pop_all()
        return store

    @classmethod
    def open(
        cls,
        home: Path,
        passphrase: str,
        *,
        officer_id: str | None = None,
        write: bool = True,
        clock: Clock,
    ) -> StationStore:
        """Open a home with an officer's passphrase.

        ``write=True`` is refused (``TryLater``) while another window or command writes.
        ``write=False`` only reads, beside a writer too, and can change nothing. ``NotAllowed``
        for a wrong passphrase, ``BadInput`` for a home that is missing or damaged.
        """
        paths = HomePaths(home)
        if not write:
            keys, officer = unlock(home, passphrase, officer_id)
            _require_database(paths)
            return cls(home, keys, officer, clock, None)
        _require_home(paths)
        with ExitStack() as undo:
            lock = undo.enter_context(HomeLock(home))
            keys, officer = unlock(home, passphrase, officer_id)
            _require_database(paths)
            store = undo.enter_context(cls(home, keys, officer, clock, lock))
            sweep_folder(home)
            store.objects.sweep()
            store.audit("sign in", officer.officer_id)
            undo.pop_all()
        return store

    def add_officer(self, officer: Officer, passphrase: str) -> None:
        """Let another officer open this home, or give one a new passphrase."""
        with self.transaction():
            self.audit("add officer", officer.officer_id)
            add_officer(self.home, self.keys, officer, passphrase)

    def close(self) -> None:
        """Close the database and let the next writer in. Closing twice does no harm."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> StationStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _holds_files(paths: HomePaths) -> bool:
    return any(paths.objects.glob("??/*"))


def _require_home(paths: HomePaths) -> None:
    if not paths.keys.exists():
        raise BadInput(
            t("Chưa có trạm ở «{home}».", home=paths.root),
            t("Tạo trạm mới bằng lệnh «tram init», hoặc chọn đúng thư mục của trạm."),
        )


def _require_database(paths: HomePaths) -> None:
    """A database that is gone or empty beside files that were kept is a loss, not a new home."""
    kept = paths.database.stat().st_size if paths.database.exists() else None
    if kept is None or (kept == 0 and _holds_files(paths)):
        raise BadInput(
            t("Không thấy cơ sở dữ liệu của trạm ở «{home}».", home=paths.root),
            t("Khôi phục thư mục của trạm từ bản sao lưu, hoặc tạo trạm mới ở thư mục khác."),
        )
