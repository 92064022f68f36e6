"""Compiled twins of kernels, for large inputs: imported only there, so that five articles never pay for a compiler."""
