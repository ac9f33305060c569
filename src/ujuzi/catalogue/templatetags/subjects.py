"""A small drawing for each subject, in the colour of the text around it."""

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Lines in a 24 x 24 field.
GLYPHS = {
    "ai-basics": "M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
    "generative-ai": "M4 20l9-9M11 4l1.5 3.5L16 9l-3.5 1.5L11 14M18 13l.9 2.1L21 16l-2.1.9L18 19l-.9-2.1L15 16l2.1-.9zM17 3v4M15 5h4",
    "machine-learning": "M6.8 6.8l3.7 1.5M6.8 11.2l3.7-1.5M6.8 12.8l3.7 1.5M6.8 17.2l3.7-1.5M13.7 9.8l3.6 1.5M13.7 14.2l3.6-1.5M3.5 6a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M3.5 12a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M3.5 18a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M10.5 9a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M10.5 15a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M17.5 12a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0",
    "sustainable-development": "M12 21v-9M12 14C7 14 4 11 4 6c5 0 8 3 8 8M12 12c0-4 3-7 8-7 0 4-3 7-8 7M7 21h10",
    "governance-ethics": "M12 4v16M7 20h10M4 7h16M6.5 7L4 13h5zM17.5 7L15 13h5z",
    "data": "M4 20V4M4 20h16M8 17v-5M12 17V8M16 17v-7M20 17V6",
    "language-technology": "M4 5h10v8H9l-3 3v-3H4zM16 9h4v8h-2v3l-3-3h-5M7 8.5h4",
    "computer-vision": "M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5S5 16.5 2.5 12M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
    "programming": "M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14",
    "security": "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2.2 2.2L15.5 10",
}


@register.simple_tag
def glyph(code: str) -> SafeString:
    lines = GLYPHS.get(code, "")
    return mark_safe(
        '<svg class="glyph" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{lines}"/></svg>'
    )
