"""Reading pages for both sides, small fixes, and people who agree to an exact version of something."""

from .deciding import DecisionRule, Majority, Method, SecretNumbers, Tally, Tie, Votes
from .pages import PageReviewTask, SmallFix, Telling
from .versions import Agreement, NotReached, Version

__all__ = [
    "Agreement",
    "DecisionRule",
    "Majority",
    "Method",
    "NotReached",
    "PageReviewTask",
    "SecretNumbers",
    "SmallFix",
    "Tally",
    "Telling",
    "Tie",
    "Version",
    "Votes",
]
