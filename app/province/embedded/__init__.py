"""The archive on one machine: SQLite for the rows, encrypted files for the blobs.

``EmbeddedArchive`` is the door; the modules beside it hold one step of the wire each.
"""
