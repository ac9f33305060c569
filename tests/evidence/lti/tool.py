"""A partner's tool, built on PyLTI1p3, in a thread: the second implementation that the hub must get along with."""

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pylti1p3.cookie import CookieService
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.exception import LtiException
from pylti1p3.lineitem import LineItem
from pylti1p3.message_launch import MessageLaunch
from pylti1p3.oidc_login import OIDCLogin
from pylti1p3.redirect import Redirect
from pylti1p3.request import Request
from pylti1p3.session import SessionService
from pylti1p3.tool_config import ToolConfDict


class ToolRequest(Request):
    """What PyLTI1p3 asks of a request."""

    def __init__(self, said: dict[str, str], cookies: dict[str, str], session: dict[str, Any]) -> None:
        self.said, self.cookies, self._session = said, cookies, session

    @property
    def session(self) -> dict[str, Any]:
        return self._session

    def is_secure(self) -> bool:
        return False

    def get_param(self, key: str) -> Any:
        return self.said.get(key)


class ToolCookies(CookieService):
    def __init__(self, request: ToolRequest) -> None:
        self.request = request
        self.set: dict[str, str] = {}

    def get_cookie(self, name: str) -> str | None:
        return self.request.cookies.get(f"tool-{name}")

    def set_cookie(self, name: str, value: Any, exp: Any = 3600) -> None:
        self.set[f"tool-{name}"] = str(value)


class ToolRedirect(Redirect[str]):
    def __init__(self, url: str) -> None:
        self.url = url

    def do_redirect(self) -> str:
        return self.url

    def do_js_redirect(self) -> str:
        return self.url


class ToolLogin(OIDCLogin):
    def get_redirect(self, url: str) -> ToolRedirect:
        return ToolRedirect(url)  # type: ignore[abstract]


class ToolLaunch(MessageLaunch):
    def _get_request_param(self, key: str) -> Any:
        return self._request.get_param(key)


class Tool:
    """`launches` are the accepted ones, the last one last; `refused` why others were not."""

    def __init__(self) -> None:
        key = rsa.generate_private_key(65537, 2048)
        self.private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        self.public = (
            key.public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
            .decode()
        )
        self.sessions: dict[str, dict[str, Any]] = {}
        self.launches: list[ToolLaunch] = []
        self.refused: list[str] = []
        self.url = ""
        self.session = requests.Session()
        self.conf = ToolConfDict({})

    def configure(self, copied: dict[str, str]) -> None:
        """With what the hub's page shows."""
        issuer = copied["issuer"]
        self.conf = ToolConfDict(
            {
                issuer: {
                    "client_id": copied["client"],
                    "auth_login_url": copied["authentication"],
                    "auth_token_url": copied["token"],
                    "key_set_url": copied["jwks"],
                    "deployment_ids": [copied["deployment"]],
                }
            }
        )
        self.conf.set_private_key(issuer, self.private)
        self.conf.set_public_key(issuer, self.public)

    def login(self, request: ToolRequest, cookies: ToolCookies) -> str:
        login = ToolLogin(request, self.conf, SessionService(request), cookies)
        return str(login.redirect(f"{self.url}/launch"))

    def launch(self, request: ToolRequest, cookies: ToolCookies) -> str:
        launch = ToolLaunch(
            request, self.conf, SessionService(request), cookies, requests_session=self.session
        )
        said = launch.get_launch_data()
        self.launches.append(launch)
        if not launch.is_deep_link_launch():
            return f"<h1>Welcome {said['sub']}</h1>"
        column = LineItem().set_score_maximum(40).set_label("Final exam").set_tag("final")
        chosen = [
            DeepLinkResource()
            .set_title("Soil and data")
            .set_url(f"{self.url}/launch?course=soil")
            .set_custom_params({"course": "soil"})
            .set_lineitem(column),
            DeepLinkResource().set_title("A film").set_type("link").set_url("https://x.example/film"),
        ]
        return str(launch.get_deep_link().output_response_form(chosen))


class Handler(BaseHTTPRequestHandler):
    tool: Tool

    def do_GET(self) -> None:
        self._serve(dict(parse_qsl(urlsplit(self.path).query)))

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        self._serve(dict(parse_qsl(self.rfile.read(size).decode(), keep_blank_values=True)))

    def _serve(self, said: dict[str, str]) -> None:
        cookies = {name: one.value for name, one in SimpleCookie(self.headers.get("Cookie", "")).items()}
        number = cookies.get("tool-session") or uuid.uuid4().hex
        request = ToolRequest(said, cookies, self.tool.sessions.setdefault(number, {}))
        jar = ToolCookies(request)
        jar.set["tool-session"] = number
        place = urlsplit(self.path).path
        if place == "/jwks":
            self._answer(200, json.dumps(self.tool.conf.get_jwks()), jar)
        elif place == "/login":
            self._answer(302, "", jar, Location=self.tool.login(request, jar))
        elif place == "/launch":
            self._launch(request, jar)
        else:
            self._answer(404, "", jar)

    def _launch(self, request: ToolRequest, jar: ToolCookies) -> None:
        try:
            self._answer(200, self.tool.launch(request, jar), jar)
        except LtiException as error:
            self.tool.refused.append(str(error))
            self._answer(400, str(error), jar)

    def _answer(self, status: int, text: str, jar: ToolCookies, **headers: str) -> None:
        self.send_response(status)
        for name, value in jar.set.items():
            self.send_header("Set-Cookie", f"{name}={value}; Path=/")
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def running() -> Iterator[Tool]:
    tool = Tool()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"tool": tool}))
    tool.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield tool
    finally:
        tool.session.close()
        server.shutdown()
        server.server_close()
        thread.join()
