"""How well, how fast and how small papers become PDF/A, measured on pages whose truth is known.

The pages are generated from a seed: nothing here is shared with the practice papers or with the
tests of ``app.document``, and no figure is read from the program that the file does not bear out.
"""
