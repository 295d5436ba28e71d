"""One module per part of the wire (DESIGN §4). Handlers that touch the disk are plain functions,
which the framework runs on its threads."""
