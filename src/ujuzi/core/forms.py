"""How forms look: labels above, help before the field, errors in words beside it, all tied together for screen readers."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """The FORM_RENDERER of the hub."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
