"""The wire between station and province, version 1 (DESIGN §4).

Both sides import these and nothing of each other: sealed papers (manifest, receipt, day
close), signed requests, paths, limits and error codes.
"""
