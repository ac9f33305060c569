"""What a tool got wrong: a code, where it stands, and a sentence for the tool's makers."""


class LtiError(ValueError):
    """`code` is a stable word ("missing", "signature", "expired", ...); `path` names the parameter, claim or member."""

    permanent = True

    def __init__(self, code: str, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}" if path else detail)
        self.code, self.path, self.detail = code, path, detail
