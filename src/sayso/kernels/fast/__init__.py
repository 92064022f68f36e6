"""The hot loops compiled by Numba, for large inputs; each has a plain NumPy form beside it in `sayso.kernels`.

Imported only when the input is large enough to pay for it (`sayso.reuse.find.COMPILED`): five articles never wait for a
compiler. Compiled code is cached beside the modules, so a machine compiles once.
"""
