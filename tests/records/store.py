"""A tool that talks to the record store: the test client with a key."""

import base64
import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from ujuzi.organisations.models import Organisation
from ujuzi.records.operations import credentials

AMINA: dict[str, Any] = {"objectType": "Agent", "mbox": "mailto:amina@mail.example", "name": "Amina"}
BARAKA: dict[str, Any] = {"account": {"homePage": "https://lms.example", "name": "42"}}
COURSE = "https://lms.example/courses/ai-101"
QUIZ = f"{COURSE}/quiz"
DONE = "http://adlnet.gov/expapi/verbs/completed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def statement(**parts: Any) -> dict[str, Any]:
    """Amina completed the course, but for what is said otherwise; a part that is None is left out."""
    said = {
        "actor": AMINA,
        "verb": {"id": DONE, "display": {"en": "completed"}},
        "object": {"id": COURSE},
    } | parts
    return {key: value for key, value in said.items() if value is not None}


def ref(sid: str) -> dict[str, Any]:
    return {"objectType": "StatementRef", "id": sid}


def voiding(sid: str, **parts: Any) -> dict[str, Any]:
    return statement(verb={"id": VOIDED}, object=ref(sid), **parts)


def new_id() -> str:
    return str(uuid.uuid4())


class Tool:
    """Requests with a key's authentication; `version` None sends no version header."""

    def __init__(
        self,
        organisation: Organisation | None = None,
        scopes: tuple[str, ...] = ("all",),
        mount: str = "/xapi/",
    ) -> None:
        made = credentials.add("a tool", organisation=organisation, scopes=scopes, now=timezone.now())
        self.key, self.secret, self.mount = made.key, made.secret, mount
        self.client = Client()

    @property
    def basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self.key.public}:{self.secret}".encode()).decode()

    def ask(
        self,
        method: str,
        place: str,
        parameters: dict[str, Any] | None = None,
        body: Any = b"",
        kind: str = "application/json",
        version: str | None = "2.0.0",
        **headers: str,
    ) -> Any:
        sent = {"Authorization": self.basic} | ({"X-Experience-API-Version": version} if version else {})
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.generic(
            method, self.mount + place, data, kind, query_params=parameters or {}, headers=sent
        )

    def post(self, body: Any, **more: Any) -> Any:
        return self.ask("POST", "statements", body=body, **more)

    def store(self, *statements: dict[str, Any], **more: Any) -> list[str]:
        """The ids; the test fails when the store refuses."""
        answer = self.post(list(statements), **more)
        assert answer.status_code == 200, answer.content
        ids: list[str] = answer.json()
        return ids

    def get(self, _place: str = "statements", **parameters: Any) -> Any:
        return self.ask("GET", _place, {key: _text(value) for key, value in parameters.items()})

    def found(self, **parameters: Any) -> list[str]:
        """Ids of the statements of a query's first page."""
        answer = self.get(**parameters)
        assert answer.status_code == 200, answer.content
        return [one["id"] for one in answer.json()["statements"]]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value) if isinstance(value, dict) else str(value)


def error(answer: HttpResponse) -> dict[str, str]:
    found: dict[str, str] = json.loads(answer.content)["error"]
    return found
