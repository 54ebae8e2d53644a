"""Roles: written together, agreed, opened; and who applies."""

from .criteria import Criterion, CriterionIdea, OffPutting, QuestionIdea, Route
from .promise import Promise
from .remarks import Remark
from .roles import Role, RoleSeat, longer
from .starters import StarterRole

__all__ = [
    "Criterion",
    "CriterionIdea",
    "OffPutting",
    "Promise",
    "QuestionIdea",
    "Remark",
    "Role",
    "RoleSeat",
    "Route",
    "StarterRole",
    "longer",
]
