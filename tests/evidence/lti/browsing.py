"""A browser without scripting: it keeps cookies, follows redirects and sends forms by their buttons."""

from typing import Any
from urllib.parse import urljoin

import requests
from django.test import Client
from lxml import html

from ujuzi.accounts.models import Person


class Page:
    def __init__(self, browser: "Browser", response: requests.Response) -> None:
        self.browser, self.response = browser, response
        self.status, self.url, self.text = response.status_code, response.url, response.text
        self.tree: Any = html.fromstring(response.text or "<p></p>")

    def forms(self) -> list[Any]:
        """Without the ones of the page's head."""
        return list(self.tree.xpath("//main//form") or self.tree.xpath("//form"))

    def fields(self, number: int = 0) -> dict[str, str]:
        form = self.forms()[number]
        return {one.get("name"): one.get("value", "") for one in form.xpath(".//input[@type='hidden']")}

    def send(self, number: int = 0, **typed: str) -> "Page":
        """With the button of the form."""
        form = self.forms()[number]
        address = urljoin(self.url, form.get("action") or self.url)
        return self.browser.post(address, self.fields(number) | typed, came_from=self.url)

    def copied(self) -> dict[str, str]:
        return {
            one.get("id")[5:]: one.get("value")
            for one in self.tree.xpath("//input[starts-with(@id, 'copy_')]")
        }

    def form_action(self) -> str:
        rules = self.response.headers["Content-Security-Policy"].split("; ")
        return next(rule for rule in rules if rule.startswith("form-action"))


class Browser:
    def __init__(self, origin: str, person: Person | None = None) -> None:
        self.origin, self.session = origin, requests.Session()
        if person is not None:
            client = Client()
            client.force_login(person)
            for name, one in client.cookies.items():
                self.session.cookies.set(name, one.value)

    def get(self, place: str) -> Page:
        return Page(self, self.session.get(urljoin(self.origin, place), timeout=20))

    def post(self, address: str, fields: dict[str, str], *, came_from: str) -> Page:
        headers = {"Referer": came_from}
        return Page(self, self.session.post(address, data=fields, headers=headers, timeout=20))
