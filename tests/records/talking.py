"""Requests to a running hub, by the standard library."""

import base64
import http.client
import json
from typing import Any

from tests.records.torture import Hub


def ask(hub: Hub, method: str, place: str, body: Any = None) -> tuple[int, Any, bytes]:
    """Status, headers and body of an answer of the record store."""
    headers = {
        "Authorization": "Basic " + base64.b64encode(hub.key.encode()).decode(),
        "X-Experience-API-Version": "2.0.0",
        "Content-Type": "application/json",
    }
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=30)
    try:
        connection.request(method, f"/xapi/{place}", None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
