"""Attribution -> Claim: what is put forward, in which wordings, asserted, denied or doubted; and what evidence was promised."""

from sayso.claims.claims import group_claims

__all__ = ["group_claims"]
