"""What the station keeps: an encrypted SQLite database and encrypted, content-addressed files.

``StationStore`` (``app.store.station``) is the one door; the parts below it (``cipher``,
``objects``, ``database``, ``keys``, ``lock``) know nothing of dossiers.
"""
