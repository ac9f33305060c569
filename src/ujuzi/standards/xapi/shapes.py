"""Building blocks of the rules: objects with a table of properties, arrays, words from a list."""

from collections.abc import Collection, Mapping
from typing import Any

from ujuzi.standards.xapi.errors import Broken
from ujuzi.standards.xapi.values import Check


def record(properties: Mapping[str, Check], required: Collection[str] = ()) -> Check:
    """An object that has only these properties, each passing its check."""
    find = properties.get

    def check(value: Any) -> None:
        if type(value) is not dict:
            raise Broken("must be an object")
        key = ""
        try:
            for key, item in value.items():
                rule = find(key)
                if rule is None:
                    raise Broken("the specification knows no such property here")
                rule(item)
        except Broken as error:
            error.under(key)
            raise
        for key in required:
            if key not in value:
                raise Broken(f"{key} is required")

    return check


def array(item: Check) -> Check:
    def check(value: Any) -> None:
        if type(value) is not list:
            raise Broken("must be an array")
        index = 0
        try:
            for index, one in enumerate(value):  # noqa: B007 -- named in the error
                item(one)
        except Broken as error:
            error.under(index)
            raise

    return check


def one_of(words: Collection[str]) -> Check:
    rule = "must be " + " or ".join(sorted(words))

    def check(value: Any) -> None:
        if type(value) is not str or value not in words:
            raise Broken(rule)

    return check
