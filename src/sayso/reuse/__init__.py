"""Text reuse: the same passages in several articles."""

from sayso.reuse.find import find_reuse

__all__ = ["find_reuse"]
