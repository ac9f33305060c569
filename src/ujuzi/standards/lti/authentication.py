"""The OpenID Connect authentication request of a tool: Security Framework 1.0, section 5.1.1.2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ujuzi.standards.lti import reading
from ujuzi.standards.lti.problems import LtiError

# Only these may follow from an error that is sent back to the tool (OpenID Connect Core 3.1.2.6, RFC 6749 4.1.2.1).
_ERRORS = {
    "response_type": "unsupported_response_type",
    "scope": "invalid_scope",
    "login": "login_required",
}
_FIXED = {"response_type": "id_token", "response_mode": "form_post", "prompt": "none"}


@dataclass(frozen=True, slots=True)
class Request:
    """A request whose client and address of return are known; `message_hint` is "" when the tool did not hand it back."""

    client_id: str
    redirect_uri: str
    login_hint: str
    message_hint: str
    nonce: str
    state: str


class AuthenticationError(LtiError):
    """An error that the tool may be told at its `redirect_uri`: `oauth` is the code for it."""

    def __init__(self, code: str, path: str, detail: str) -> None:
        super().__init__(code, path, detail)
        self.oauth = _ERRORS.get(path, "invalid_request")


def check_return(said: Mapping[str, str], *, client_id: str, redirect_uris: Sequence[str]) -> str:
    """The registered `redirect_uri`, by exact comparison (RFC 6749, 3.1.2.3). Before this has passed nothing may be sent there.

    Raises `LtiError`, which is for a page of the platform.
    """
    if reading.needed(said, "client_id") != client_id:
        raise LtiError("mismatch", "client_id", "is not this tool's")
    wanted = reading.needed(said, "redirect_uri")
    if wanted not in redirect_uris:
        raise LtiError("redirect", "redirect_uri", "is not registered for this tool")
    return wanted


def parse(said: Mapping[str, str], *, redirect_uri: str) -> Request:
    """What the tool asks, after `check_return`. Raises `AuthenticationError`."""
    try:
        for name, wanted in _FIXED.items():
            if reading.needed(said, name) != wanted:
                raise LtiError("mismatch", name, f"must be {wanted}")
        if reading.needed(said, "scope").split() != ["openid"]:
            raise LtiError("mismatch", "scope", "must be openid")
        return Request(
            client_id=reading.needed(said, "client_id"),
            redirect_uri=redirect_uri,
            login_hint=reading.needed(said, "login_hint"),
            message_hint=reading.text(said, "lti_message_hint") or "",
            nonce=reading.needed(said, "nonce"),
            state=reading.text(said, "state") or "",
        )
    except LtiError as error:
        raise AuthenticationError(error.code, error.path, error.detail) from error
