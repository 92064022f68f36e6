"""Why two roots of a claim are two origins, one, or perhaps two."""

from sayso.trace.pairs.judge import MOST, Verdicts, judge_pairs
from sayso.trace.pairs.rows import pair_rows
from sayso.trace.pairs.voice import Voice, voices_of

__all__ = ["MOST", "Verdicts", "Voice", "judge_pairs", "pair_rows", "voices_of"]
