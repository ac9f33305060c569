"""Hosted courses, and what learners do in them."""

from ujuzi.courses.models.learning import Attempt, Enrolment, Launch, Plan, Session, UnitProgress
from ujuzi.courses.models.texts import Blob, Course, Item, Module, Package, Term, Unit, UnitText, Version
from ujuzi.courses.models.writing import Draft, DraftState, Upload

__all__ = [
    "Attempt",
    "Blob",
    "Course",
    "Draft",
    "DraftState",
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
    "Upload",
    "Version",
]
