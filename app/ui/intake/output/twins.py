"""Views of the same page that are zoomed and moved together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from app.ui.intake.pages.editor_view import PageView


class TwinView(PageView):
    """One of them; ``twins`` are all, itself among them."""

    def __init__(self) -> None:
        super().__init__()
        self.twins: Sequence[TwinView] = [self]
        self._leads = False
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _: self._moved_to())

    def zoom_in_together(self) -> None:
        self._lead(PageView.zoom_in)

    def zoom_out_together(self) -> None:
        self._lead(PageView.zoom_out)

    def fit_together(self) -> None:
        self._lead(PageView.fit)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's own name)
        """Ctrl and the wheel zoom all of them."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if event.angleDelta().y() > 0:
            self.zoom_in_together()
        else:
            self.zoom_out_together()
        event.accept()

    def _lead(self, act: Callable[[PageView], None]) -> None:
        """All do it, and stand where this one stands then."""
        self._leads = True
        for view in self.twins:
            act(view)
        self._leads = False
        self._moved_to()

    def _moved_to(self) -> None:
        """While a zoom is under way the views are not alike, and must not move one another."""
        if any(view._leads for view in self.twins):
            return
        for view in self.twins:
            view.horizontalScrollBar().setValue(self.horizontalScrollBar().value())
            view.verticalScrollBar().setValue(self.verticalScrollBar().value())


def go_together(views: Sequence[TwinView]) -> None:
    """Whatever is done to one of ``views`` is done to the others."""
    for view in views:
        view.twins = views
