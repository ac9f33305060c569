"""Hosted courses, and what learners do in them."""

from ujuzi.courses.models.learning import Attempt, Enrolment, Launch, Plan, Session, UnitProgress
from ujuzi.courses.models.texts import Blob, Course, Item, Module, Package, Term, Unit, UnitText, Version

__all__ = [
    "Attempt",
    "Blob",
    "Course",
    "Enrolment",
    "Item",
    "Launch",
    "Module",
    "Package",
    "Plan",
    "Session",
    "Term",
    "Unit",
    "UnitProgress",
    "UnitText",
    "Version",
]
