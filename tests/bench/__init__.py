"""Benchmarks: figures against targets and against a peer, not tests that must pass."""
