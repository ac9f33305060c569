"""The components of Hugging Face courses as HTML, and the questions that they ask."""

import re
from collections.abc import Callable
from html import escape

from ujuzi.courses.converting.dialects import components
from ujuzi.courses.converting.report import Report
from ujuzi.courses.converting.shapes import Choice


class Components:
    """Turns the components of one page into HTML, and gathers its questions."""

    def __init__(self, path: str, report: Report) -> None:
        self.path, self.report = path, report
        self.questions: list[tuple[Choice, ...]] = []

    def replaced(self, text: str) -> str:
        parts, place = [], 0
        for found in components.elements(text):
            if isinstance(found, components.Unclosed):
                self.report.name("broken", self.path, str(found)[:60])
                continue
            said = self._html(found)
            if said is not None:
                parts += [text[place : found.start], said]
                place = found.end
        return "".join([*parts, text[place:]])

    def _html(self, found: components.Element) -> str | None:
        make = _COMPONENTS.get(found.name)
        if make is None:
            if not (found.alone or found.attributes):
                return None  # words in angle brackets, such as <TOKEN>
            self.report.name("component", self.path, found.name)
            return ""
        try:
            return make(self, found)
        except components.Unclosed as error:
            self.report.name("broken", self.path, f"{found.name}: {error}"[:80])
            return ""

    def _film(self, found: components.Element) -> str:
        name = str(found.value("id") or "")
        if not re.fullmatch(r"[\w-]{5,20}", name):
            raise components.Unclosed(name)
        return f'\n\n<iframe src="https://www.youtube.com/watch?v={name}"></iframe>\n\n'

    def _tip(self, found: components.Element) -> str:
        if found.closing:
            return "\n\n</aside>\n\n"
        kind = "warning" if found.value("warning") not in (None, False) else "tip"
        title = found.value("title")
        summary = f"<summary>{escape(title)}</summary>" if isinstance(title, str) else ""
        return f'\n\n<aside class="admonition {kind}">{summary}\n\n'

    def _option(self, found: components.Element) -> str:
        if found.name == "hfoptions":
            return "\n\n"
        if found.closing:
            return "\n\n</details>\n\n"
        title = escape(str(found.value("label") or found.value("value") or ""))
        return f"\n\n<details><summary>{title}</summary>\n\n"

    def _notebooks(self, found: components.Element) -> str:
        """The notebooks that a banner leads to."""
        said = found.value("notebooks") or found.value("options") or []
        links = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
        items = "".join(
            f'<li><a href="{escape(str(one.get("value", "")))}">{escape(str(one.get("label", "")))}</a></li>'
            for one in links
        )
        return f'\n\n<aside class="admonition note"><ul>{items}</ul></aside>\n\n' if items else "\n\n"

    def _question(self, found: components.Element) -> str:
        said = found.value("choices")
        choices = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
        if not choices:
            raise components.Unclosed("choices")
        self.questions.append(
            tuple(
                Choice(str(one.get("text") or ""), one.get("correct") is True, str(one.get("explain") or ""))
                for one in choices
            )
        )
        return f'\n\n<x-asked n="{len(self.questions) - 1}"></x-asked>\n\n'


_COMPONENTS: dict[str, Callable[[Components, components.Element], str]] = {
    "Youtube": Components._film,
    "Question": Components._question,
    "Tip": Components._tip,
    "hfoptions": Components._option,
    "hfoption": Components._option,
    "CourseFloatingBanner": Components._notebooks,
    "DocNotebookDropdown": Components._notebooks,
    "FrameworkSwitchCourse": lambda _page, _found: "",
}
