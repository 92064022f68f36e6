"""The hot loops once more as Numba kernels, imported only for large inputs; twins of the NumPy ones beside them."""
