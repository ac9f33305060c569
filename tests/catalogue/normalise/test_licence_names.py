"""Licences as labels, SPDX ids and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ujuzi.catalogue.normalise import licences

CC = "https://creativecommons.org/licenses/"
ZERO = "https://creativecommons.org/publicdomain/zero/1.0/"
MARK = "https://creativecommons.org/publicdomain/mark/1.0/"
RESERVED = "LicenseRef-all-rights-reserved"


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("CC BY 4.0", CC + "by/4.0/"), ("CC-BY-4.0", CC + "by/4.0/"), ("cc by", CC + "by/4.0/"), ("CC BY-SA 3.0", CC + "by-sa/3.0/"),
        ("CC BY-SA 2.0", CC + "by-sa/2.0/"), ("CC-BY-NC-SA-4.0", CC + "by-nc-sa/4.0/"), ("CC BY NC ND", CC + "by-nc-nd/4.0/"),
        ("CC BY-SA-NC 4.0", CC + "by-nc-sa/4.0/"), ("https://creativecommons.org/licenses/by/4.0/", CC + "by/4.0/"),
        ("http://creativecommons.org/licenses/by/4.0", CC + "by/4.0/"), ("https://creativecommons.org/licenses/by-sa/3.0/de/", CC + "by-sa/3.0/de/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", CC + "by/4.0/"), ("https://creativecommons.org/licenses/by/4.0/legalcode.fr", CC + "by/4.0/"),
        ("https://creativecommons.org/licenses/by", CC + "by/4.0/"), ("www.creativecommons.org/licenses/by-nc/2.5/", CC + "by-nc/2.5/"),
        ("https://creativecommons.org/licenses/by-nd-nc/1.0/", CC + "by-nc-nd/1.0/"),
        ("https://creativecommons.org/licenses/sa/1.0/", CC + "sa/1.0/"),
        ("CC0", ZERO), ("CC0-1.0", ZERO), ("CC 0", ZERO), ("https://creativecommons.org/publicdomain/zero/1.0/", ZERO), ("CC Zero", ZERO),
        ("Public Domain", MARK), ("PDM", MARK), ("https://creativecommons.org/publicdomain/mark/1.0/", MARK), ("gemeinfrei", MARK),
        ("domaine public", MARK), ("dominio público", MARK), ("общественное достояние", MARK),
        ("Creative Commons Attribution 4.0 International", CC + "by/4.0/"), ("Attribution-ShareAlike 4.0", CC + "by-sa/4.0/"),
        ("Creative Commons Namensnennung 4.0", CC + "by/4.0/"), ("Namensnennung - Weitergabe unter gleichen Bedingungen 3.0", CC + "by-sa/3.0/"),
        ("Licence Creative Commons Attribution - Pas d'Utilisation Commerciale 4.0", CC + "by-nc/4.0/"),
        ("Creative Commons Atribución-NoComercial 4.0", CC + "by-nc/4.0/"), ("Atribuição-CompartilhaIgual 4.0", CC + "by-sa/4.0/"),
        ("Creative Commons Zero", ZERO), ("知识共享 署名 4.0", CC + "by/4.0/"), ("署名-非商业性使用-相同方式共享 4.0", CC + "by-nc-sa/4.0/"),
        ("المشاع الإبداعي نَسب المُصنَّف 4.0", CC + "by/4.0/"), ("Лицензия Creative Commons «С указанием авторства» 4.0", CC + "by/4.0/"),
        ("MIT", "MIT"), ("MIT License", "MIT"), ("mit", "MIT"), ("Apache-2.0", "Apache-2.0"), ("Apache License 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"), ("GPL-3.0", "GPL-3.0-only"), ("GPL-3.0-or-later", "GPL-3.0-or-later"), ("GPLv3", "GPL-3.0-only"),
        ("AGPL-3.0", "AGPL-3.0-only"), ("https://opensource.org/licenses/MIT", "MIT"), ("https://spdx.org/licenses/Apache-2.0.html", "Apache-2.0"),
        ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"), ("https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0-only"),
        ("MPL-2.0", "MPL-2.0"), ("BSD 3-Clause", "BSD-3-Clause"), ("GFDL", "GFDL-1.3-only"), ("https://spdx.org/licenses/CC-BY-4.0", CC + "by/4.0/"),
        ("All rights reserved", RESERVED), ("© 2026 Acme. All rights reserved.", RESERVED), ("Tous droits réservés", RESERVED),
        ("Alle Rechte vorbehalten", RESERVED), ("Todos los derechos reservados", RESERVED), ("Todos os direitos reservados", RESERVED),
        ("جميع الحقوق محفوظة", RESERVED), ("Все права защищены", RESERVED), ("版权所有", RESERVED), ("Haki zote zimehifadhiwa", RESERVED),
        ("proprietary", RESERVED),
        ("Creative Commons", "Creative Commons"), ("Free to use in class", "Free to use in class"), ("see website", "see website"),
        ("https://partner.example/terms", "https://partner.example/terms"), ("ask for attribution forms", "ask for attribution forms"), ("", ""),
        ("CC", "CC"), ("Copyleft", "Copyleft"), ("null", ""), ("U", "U"),
    ],
)  # fmt: skip
def test_licence(said: str, licence: str) -> None:
    assert licences.licence(said) == licence


@pytest.mark.parametrize(
    ("value", "known", "is_open"),
    [
        (CC + "by/4.0/", True, True), (CC + "by-nc/4.0/", True, False), (CC + "by-nd/3.0/", True, False), (ZERO, True, True), ("MIT", True, True),
        (RESERVED, True, False), ("see website", False, False), ("", False, False), ("MPL-2.0", True, True),
    ],
)  # fmt: skip
def test_known_and_open(value: str, known: bool, is_open: bool) -> None:
    assert (licences.is_known(value), licences.is_open(value)) == (known, is_open)


@given(
    st.text(max_size=60)
    | st.from_regex(r"(CC|cc)[ -]?(BY|by)([ -](NC|SA|ND)){0,2}( [1-4]\.0)?", fullmatch=True)
)
def test_a_licence_is_its_own_licence(said: str) -> None:
    once = licences.licence(said)
    assert licences.licence(once) == once
