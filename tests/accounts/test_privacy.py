"""The page of what we store is exact: every field of every table about people is on it, and none that is not there."""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client

from ujuzi.accounts import privacy
from ujuzi.accounts.models import Person

# Numbers of people without a foreign key, because the row outlives the person.
LOOSE = {"actor_id", "person_id", "user_id"}


def points_at_a_person(field: models.Field) -> bool:
    return (field.remote_field is not None and field.remote_field.model is Person) or field.name in LOOSE


def fields_that_must_be_listed(model: type[models.Model]) -> set[str]:
    """All fields of tables that belong to a person; of other tables, those that point at one."""
    fields = model._meta.concrete_fields
    pointing = [field for field in fields if points_at_a_person(field)]
    owned = model in {Person, Session} or any(
        field.remote_field and field.remote_field.on_delete is models.CASCADE for field in pointing
    )
    named = {field.name for field in (fields if owned else pointing)}
    return named | ({field.name for field in model._meta.many_to_many} if owned else set())


TABLES = [model for model in apps.get_models() if fields_that_must_be_listed(model)]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_every_field_about_people_is_listed(model: type[models.Model]) -> None:
    missing = fields_that_must_be_listed(model) - privacy.fields_of(model._meta.label)
    assert not missing, f"say on the privacy page what {model._meta.label} keeps: {missing}"


@pytest.mark.parametrize("table", sorted(privacy.HOLDINGS))
def test_nothing_is_listed_that_is_not_there(table: str) -> None:
    model = apps.get_model(table)
    there = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    assert privacy.fields_of(table) <= there


def test_the_check_itself_would_notice() -> None:
    assert {"username", "email"} <= fields_that_must_be_listed(Person)


@pytest.mark.django_db
def test_the_page_is_public_and_names_every_table(client: Client) -> None:
    page = client.get("/en/privacy/")
    assert page.status_code == 200
    for table in privacy.HOLDINGS:
        assert table in page.content.decode()
