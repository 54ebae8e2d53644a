"""Roles: written together, agreed, opened; and who applies."""

from .criteria import Criterion, CriterionIdea, OffPutting, Route
from .remarks import Remark
from .roles import Role, RoleSeat

__all__ = ["Criterion", "CriterionIdea", "OffPutting", "Remark", "Role", "RoleSeat", "Route"]
