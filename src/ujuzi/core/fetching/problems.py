"""Why something was not fetched."""


class FetchError(Exception):
    """`code` is a stable word (see docs/fetching.md), `permanent` says that trying again will not help, `retry_after`
    are the seconds that the server asked us to wait.
    """

    def __init__(self, code: str, detail: str, *, permanent: bool, retry_after: float | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail, self.permanent, self.retry_after = code, detail, permanent, retry_after
