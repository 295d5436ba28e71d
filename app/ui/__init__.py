"""The window: the only package that knows Qt (but for ``app.ui.present``)."""
