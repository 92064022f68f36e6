"""How near contents are in meaning, by vectors, and who did what to whom in them, which vectors cannot tell."""

from sayso.claims.nearness.between import nearness_between
from sayso.claims.nearness.read import Reading, nearness, read_contents
from sayso.claims.nearness.roles import Deed, is_swapped, read_deeds
from sayso.claims.nearness.supposing import supposes

__all__ = ["Deed", "Reading", "is_swapped", "nearness", "nearness_between", "read_contents", "read_deeds", "supposes"]
