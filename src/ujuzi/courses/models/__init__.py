"""Hosted courses, and what learners do in them."""

from ujuzi.courses.models.learning import Attempt, Enrolment, Plan, UnitProgress
from ujuzi.courses.models.texts import Blob, Course, Item, Module, Term, Unit, UnitText, Version

__all__ = [
    "Attempt",
    "Blob",
    "Course",
    "Enrolment",
    "Item",
    "Module",
    "Plan",
    "Term",
    "Unit",
    "UnitProgress",
    "UnitText",
    "Version",
]
