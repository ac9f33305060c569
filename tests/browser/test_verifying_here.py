"""The verifier in the page against the one in Python: the same statements, the same verdict, for whatever is done to a credential."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Hub
from tests.standards.openbadges import made
from ujuzi.standards.openbadges import (
    baking,
    compact,
    contexts,
    jwts,
    linked,
    multibase,
    opening,
    proofs,
    statuslists,
    verifying,
)
from ujuzi.standards.openbadges.reports import Origin

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CONTEXTS = {address: contexts.document(address) for address in contexts.PINNED}
REPLACED = [made.REMOVED, "x", 7, True, {"id": "urn:x:y"}, None, []]
CANONICAL = """async ([documents, contexts, base]) => {
  const { quads } = await import(base + "jsonld.js"), { canonical } = await import(base + "rdfc.js"), found = [];
  for (const one of documents) { try { found.push(await canonical(quads(one, contexts))); } catch (error) { found.push(String(error)); } }
  return found;
}"""
VERDICTS = """async ([cases, contexts, base]) => {
  const { open } = await import(base + "opening.js"), { verify } = await import(base + "verifying.js"), found = [];
  for (const one of cases) {
    try {
      const input = one.text ?? Uint8Array.from(atob(one.bytes), (sign) => sign.charCodeAt(0));
      const report = await verify(await open(input), { contexts, documents: one.documents, statusLists: one.lists }, one.now);
      found.push([report.verdict, report.statusAsOf]);
    } catch (error) { found.push([`refused: ${error.code}`, null]); }
  }
  return found;
}"""


@pytest.fixture
def page(hub: Hub, browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{hub.address}/en/verify/")
    yield page
    context.close()


def _base(hub: Hub) -> str:
    return f"{hub.address}/static/verify/"


def _rich() -> dict[str, Any]:
    """Several nodes of one shape, numbers, languages, lists, a credential within."""
    plain = made.credential('أمينة 李小龙 አሚና \U0001f333 "q" \\ \n\t')
    achievement = plain["credentialSubject"]["achievement"]
    achievement["creditsAvailable"] = 2.5
    achievement["resultDescription"] = [
        {
            "id": "urn:r:1",
            "type": ["ResultDescription"],
            "name": "Score",
            "resultType": "Percent",
            "valueMax": "100",
        }
    ]
    achievement["otherIdentifier"] = [
        {"type": "IdentifierEntry", "identifier": one, "identifierType": "name"} for one in "abc"
    ]
    plain["credentialSubject"]["result"] = [
        {"type": ["Result"], "resultDescription": "urn:r:1", "value": "3"} for _twice in range(2)
    ]
    evidence = [{"type": ["Evidence"], "narrative": one} for one in "yz"]
    return plain | {"evidence": evidence, "endorsement": [made.signed(made.credential("inner"))]}


def test_the_same_statements(hub: Hub, page: Page) -> None:
    options = {name: one for name, one in made.signed()["proof"][0].items() if name != "proofValue"}
    unsigned = {name: one for name, one in made.status_list().items() if name != "proof"}
    documents = [
        made.credential(),
        _rich(),
        unsigned,
        {"@context": list(contexts.CREDENTIAL), **options},
        made.credential() | {"name": {"@value": "Mbegu", "@language": "sw"}},
        made.issuer_document(),
    ]
    found = page.evaluate(CANONICAL, [documents, CONTEXTS, _base(hub)])
    assert found == [linked.canonical(one) for one in documents]


def _judged(case: dict[str, Any]) -> list[Any]:
    """What Python says of it."""
    data = case["raw"]
    sources = made.sources(documents=case["documents"], lists=case["lists"], origin=Origin.PINNED)
    try:
        report = verifying.verify(opening.read(data), sources, now=made.NOW)
    except opening.OpeningError as error:
        return [f"refused: {error.code}", None]
    as_of = int(report.status_as_of.timestamp() * 1000) if report.status_as_of else None
    return [report.verdict.value, as_of]


def _case(data: bytes | str | dict[str, Any], **more: Any) -> dict[str, Any]:
    import base64

    raw = (
        json.dumps(data, ensure_ascii=False).encode()
        if isinstance(data, dict)
        else data.encode()
        if isinstance(data, str)
        else data
    )
    known = {"documents": {made.ISSUER: made.issuer_document()}, "lists": {made.LIST: made.status_list()}}
    return (
        {"raw": raw, "bytes": base64.b64encode(raw).decode(), "now": int(made.NOW.timestamp() * 1000)}
        | known
        | more
    )


def _cases() -> list[dict[str, Any]]:
    signed = made.signed()
    text = json.dumps(signed)
    key = made.ed_key(66)
    other = multibase.multikey(key.public_key())
    jwt = jwts.sign(made.credential(), made.ec_key(), method=made.method(made.ec_key()))
    picture = baking.bake_png(baking.PNG + baking._chunk(b"IHDR", b"x") + baking._chunk(b"IEND", b""), text)
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    twice = picture.replace(
        baking._chunk(b"IEND", b""),
        baking._chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0x") + baking._chunk(b"IEND", b""),
    )
    cases = [
        _case(one)
        for one in (
            signed,
            jwt,
            compact.pack(text),
            picture,
            baking.bake_svg(svg, text),
            baking.bake_svg(svg, jwt),
            twice,
        )
    ]
    cases += [
        _case(made.signed(_rich())),
        _case(f"{jwt[:-6]}AAAAAA"),
        _case(text.replace('"name"', '"name": "A", "name"', 1)),
    ]
    for path in (one for one in made.places(signed) if one[0] != "@context"):
        cases += [
            _case(made.changed(signed, path, value))
            for value in REPLACED
            if value != made.found(signed, path)
        ]
    identity = ("credentialSubject", "identifier", 0, "identityHash")
    cases += [_case(made.changed(signed, identity, f"Amina{sign}")) for sign in "\x00\x08\x1f\x7f\x85"]
    cases += [
        _case(made.changed(signed, ("type", 1), one)) for one in ("Undefined", "//x.example/a", "/a", "")
    ]
    hidden = {"@value": "2026-01-01T00:00:00Z", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    added: dict[str, Any]
    for added in (
        {"jobTitle": "x"},
        {"https://schema.org/name": "x"},
        {"https://www.w3.org/2018/credentials#validUntil": hidden},
        {"@graph": []},
    ):
        cases.append(_case(signed | added))
    for listed in (
        ["https://evil.example/"],
        signed["@context"][:1],
        [*signed["@context"], contexts.DID],
        [*signed["@context"], "urn:x"],
    ):
        cases.append(_case(signed | {"@context": listed}))
    for method in (f"did:web:evil.example#{other}", f"did:key:{other}#{other}", f"{made.ISSUER}#{other}"):
        cases.append(_case(proofs.sign(made.credential(), key, method=method, created=made.NOW)))
    named = made.issuer_document()
    document: dict[str, Any]
    for document in (
        {"assertionMethod": []},
        {"verificationMethod": []},
        {"verificationMethod": named["verificationMethod"] * 2},
        {"id": "did:web:x.example"},
    ):
        cases.append(_case(signed, documents={made.ISSUER: named | document}))
    cases.append(_case(signed, documents={}))
    days = [made.NOW.replace(day=20), made.NOW.replace(day=22), made.NOW]
    for listed in (
        *({made.LIST: made.status_list(made_at=one)} for one in days),
        {},
        {made.LIST: made.status_list(made.INDEX)},
    ):
        cases.append(_case(signed, lists=listed))
    for bad in (
        made.status_list(key=key),
        made.status_list() | {"id": "https://x.example/"},
        made.signed(),
        {**made.status_list(), "proof": []},
    ):
        cases.append(_case(signed, lists={made.LIST: bad}))
    for index in ("131072", "-1", "1e3"):
        cases.append(
            _case(made.signed(credentialStatus=statuslists.entry(made.LIST, 5) | {"statusListIndex": index}))
        )
    cases += [
        _case(made.signed(validUntil="2026-11-23T09:00:00Z")),
        _case(made.signed(validFrom="2027-01-01T00:00:00Z")),
    ]
    bundle = {
        "type": "UjuziBundle",
        "credential": signed,
        "documents": {made.ISSUER: named},
        "statusLists": {made.LIST: made.status_list()},
    }
    return [*cases, _case(bundle)]


def test_the_same_verdict_whatever_is_done_to_a_credential(hub: Hub, page: Page) -> None:
    cases = _cases()
    assert len(cases) > 350
    sent = [{name: one for name, one in case.items() if name != "raw"} for case in cases]
    found = page.evaluate(VERDICTS, [sent, CONTEXTS, _base(hub)])
    wanted = [_judged(case) for case in cases]
    differ = [
        (number, was, want, cases[number]["raw"][:2000])
        for number, (was, want) in enumerate(zip(found, wanted, strict=True))
        if was != want
    ]
    assert differ == []
