"""Licences: what is understood, what is only kept, and that nothing becomes open that did not say so."""

import pytest

from ujuzi.catalogue.normalise import licences

CC = "https://creativecommons.org/"
MADE = [
    ("CC BY 4.0", CC + "licenses/by/4.0/"), ("CCBY", CC + "licenses/by/4.0/"), ("cc-by-sa", CC + "licenses/by-sa/4.0/"),
    ("CC BY SA 4", CC + "licenses/by-sa/4.0/"), ("CC BY-SA 2.5", CC + "licenses/by-sa/2.5/"), ("CC BY 3", CC + "licenses/by/3.0/"),
    ("CC BY-NC-ND 3.0", CC + "licenses/by-nc-nd/3.0/"), ("CC BY-NC-SA 3.0 IGO", CC + "licenses/by-nc-sa/3.0/igo/"),
    ("CC BY-IGO 3.0", CC + "licenses/by/3.0/igo/"), ("https://creativecommons.org/licenses/by/3.0/igo/", CC + "licenses/by/3.0/igo/"),
    ("http://creativecommons.org/licenses/by-nc/3.0/de/", CC + "licenses/by-nc/3.0/de/"),
    ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", CC + "licenses/by-sa/4.0/"),
    ("CC0", CC + "publicdomain/zero/1.0/"), ("Creative Commons Zero", CC + "publicdomain/zero/1.0/"),
    ("Public Domain Mark 1.0", CC + "publicdomain/mark/1.0/"), ("public domain", CC + "publicdomain/mark/1.0/"),
    ("Creative Commons Attribution-ShareAlike 4.0", CC + "licenses/by-sa/4.0/"),
    ("Attribution-NonCommercial-NoDerivatives", CC + "licenses/by-nc-nd/4.0/"),
    ("Namensnennung - Weitergabe unter gleichen Bedingungen 3.0", CC + "licenses/by-sa/3.0/"),
    ("Atribución-NoComercial-CompartirIgual", CC + "licenses/by-nc-sa/4.0/"), ("知识共享 署名-相同方式共享 4.0", CC + "licenses/by-sa/4.0/"),
    ("MIT", "MIT"), ("https://spdx.org/licenses/MIT.html", "MIT"), ("Apache License 2.0", "Apache-2.0"), ("GPLv3", "GPL-3.0-only"),
    ("All rights reserved", "LicenseRef-all-rights-reserved"), ("© 2020 Somebody", "LicenseRef-all-rights-reserved"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "made"), MADE)
def test_understood(said: str, made: str) -> None:
    assert licences.licence(said) == made
    assert licences.licence(made) == made
    assert licences.is_known(made)


@pytest.mark.parametrize(
    "said", ["Creative Commons", "Attribution of authors is required", "Ask us", "free", ""]
)
def test_what_names_no_licence_is_only_kept(said: str) -> None:
    assert licences.licence(said) == said
    assert not licences.is_known(said)


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ("CC BY", True),
        ("CC0", True),
        ("MIT", True),
        ("CC BY-NC", False),
        ("CC BY-ND", False),
        ("©", False),
        ("free", False),
    ],
)
def test_open(said: str, is_open: bool) -> None:
    assert licences.is_open(licences.licence(said)) is is_open
