"""Attribution -> Claim: what is put forward, in which wordings and with which stance; promised evidence."""

from sayso.claims.claims import group_claims

__all__ = ["group_claims"]
