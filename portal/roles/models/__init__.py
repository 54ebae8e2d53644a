"""Roles: written together, agreed, opened; and who applies."""

from .applications import Adjustments, Answer, AnswerFile, Applicant, Application, Redacted
from .criteria import Criterion, CriterionIdea, OffPutting, QuestionIdea, Route
from .promise import Promise
from .remarks import Remark
from .roles import Role, RoleSeat, longer
from .starters import StarterRole
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
    "Promise",
    "QuestionIdea",
    "Redacted",
    "Remark",
    "Role",
    "RoleSeat",
    "Route",
    "StarterRole",
    "Vacancy",
    "longer",
]
