"""What is wrong with a statement, a parameter or a body, and where."""


class Broken(ValueError):
    """A rule of the specification is broken.

    `rule` says what the specification asks; `path` is where, as a JSON path that grows while the error rises.
    """

    def __init__(self, rule: str, *steps: str | int) -> None:
        super().__init__(rule)
        self.rule = rule
        self.steps: list[str | int] = list(reversed(steps))

    def under(self, step: str | int) -> "Broken":
        """The same error, one level further out."""
        self.steps.append(step)
        return self

    @property
    def path(self) -> str:
        """`$.context.team.member[1].mbox`; keys that are no names are quoted: `$['https://x.example/y']`."""
        return "$" + "".join(_step(step) for step in reversed(self.steps))

    def __str__(self) -> str:
        return f"{self.path}: {self.rule}"


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if step.isidentifier():
        return f".{step}"
    short = step if len(step) <= 80 else step[:79] + "…"
    return "['" + short.replace("\\", "\\\\").replace("'", "\\'") + "']"
