"""Roles: written together, agreed, opened; and who applies."""

from .applications import Adjustments, Answer, AnswerFile, Applicant, Application, Redacted
from .criteria import Criterion, CriterionIdea, OffPutting, Route
from .remarks import Remark
from .roles import Role, RoleSeat
from .vacancies import Correction, Counted, Need, Vacancy

__all__ = [
    "Adjustments",
    "Answer",
    "AnswerFile",
    "Applicant",
    "Application",
    "Correction",
    "Counted",
    "Criterion",
    "CriterionIdea",
    "Need",
    "OffPutting",
    "Redacted",
    "Remark",
    "Role",
    "RoleSeat",
    "Route",
    "Vacancy",
]
