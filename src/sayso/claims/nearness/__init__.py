"""How near contents are in meaning, by vectors."""

from sayso.claims.nearness.read import Reading, nearness, read_contents

__all__ = ["Reading", "nearness", "read_contents"]
