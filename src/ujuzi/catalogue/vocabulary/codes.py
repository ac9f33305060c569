"""Codes of subjects and audiences, with their names for the screen. Stored in the database: never rename one."""

from django.utils.translation import gettext_lazy as _

SUBJECTS = {
    "ai-basics": _("AI basics"),
    "generative-ai": _("Generative AI"),
    "machine-learning": _("Machine learning"),
    "sustainable-development": _("AI for sustainable development"),
    "governance-ethics": _("AI governance and ethics"),
    "data": _("Data"),
    "language-technology": _("Language technology"),
    "computer-vision": _("Computer vision"),
    "programming": _("Programming for AI"),
    "security": _("AI and security"),
}

AUDIENCES = {
    "policymakers": _("Policymakers and public officials"),
    "it-professionals": _("IT professionals"),
    "leaders": _("Leaders"),
    "teachers": _("Teachers"),
    "students": _("Students"),
    "public": _("Everyone"),
}
