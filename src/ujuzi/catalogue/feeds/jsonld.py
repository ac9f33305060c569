"""schema.org, LRMI and AMB: JSON-LD in web pages found by a sitemap or a list, in one page, or in a JSON file."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from ujuzi.catalogue.feeds import options, schemaentry, walk
from ujuzi.catalogue.feeds.entry import Entry, FeedError, Fetch, Page, Reject, Response, Source
from ujuzi.standards.jsonld import amb, bounded, graph, pages

LABEL = _("schema.org on web pages (sitemap, page or JSON-LD file)")

ACCEPT = "text/html, application/ld+json, application/json, application/xml;q=0.8"
_RAW_BOUND = 20_000
_PREFIXED = (
    '"schema:',
    '"http://schema.org/',
    '"https://schema.org/',
    '"sdo:',
    '"lrmi:',
    '"http://purl.org/dcx/lrmi-terms/',
)


def looks_like(content: bytes, content_type: str, url: str) -> float:
    """A sitemap, a page with JSON-LD, or JSON with a context of schema.org or AMB."""
    head = content[:200_000]
    if b"<urlset" in head[:3000] or b"<sitemapindex" in head[:3000]:
        return 0.9
    if url.lower().endswith(("sitemap.xml.gz", "sitemap.gz")):
        return 0.8
    if b"application/ld+json" in head:
        return 0.85
    if content_type == "application/ld+json":
        return 0.9
    if b'"@context"' in head[:5000]:
        return 0.9 if b"schema.org" in head or b"w3id.org/kim/amb" in head else 0.3
    return 0.1 if b"<html" in head[:3000].lower() else 0.0


def read(source: Source, fetch: Fetch) -> Iterator[Page]:
    strict = options.switch(source.options, "strict", True)
    yield from walk.walk(source, fetch, lambda response: records(response, strict=strict), accept=ACCEPT)


def records(response: Response, *, strict: bool = True) -> walk.Found:
    """What a page or a file describes. `strict` quarantines AMB documents that break the profile's rules."""
    content = response.content
    if _is_html(content, response.content_type):
        return _of_page(response, strict)
    text = (
        content.decode(response.charset, "replace")
        if _is_legacy(response.charset)
        else bounded.decode(content)
    )
    try:
        document = bounded.loads(text)
    except bounded.BoundedError as error:
        raise FeedError(error.code, error.detail, permanent=error.code == "too-deep") from error
    if not _is_linked(document):
        raise FeedError("not-jsonld", f"{response.url} is JSON without @context or @type", permanent=True)
    return _of_documents([_simplified(document, text)], response.url, strict=strict)


def _is_html(content: bytes, content_type: str) -> bool:
    if content_type in ("text/html", "application/xhtml+xml"):
        return True
    if "json" in content_type:
        return False
    return content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00").startswith(b"<")


def _is_legacy(charset: str) -> bool:
    """JSON is Unicode whatever the header says, except when it says a known other charset (RFC 8259, 8.1)."""
    return charset.lower() in ("iso-8859-1", "iso-8859-15", "latin-1", "latin1", "windows-1252", "cp1252")


def _is_linked(document: Any) -> bool:
    first = document[0] if isinstance(document, list) and document else document
    if not isinstance(first, dict):
        return False
    return any(key in first for key in ("@context", "@graph", "@type", "@id")) or amb.claims(first)


def _simplified(document: Any, text: str) -> Any:
    return graph.simplified(document) if any(prefix in text for prefix in _PREFIXED) else document


def _of_page(response: Response, strict: bool) -> walk.Found:
    page = pages.parse(response.content, response.url, response.charset)
    documents: list[Any] = []
    rejects: list[Reject] = []
    for number, block in enumerate(page.blocks, 1):
        text = pages.unwrapped(block)
        if not text:
            continue
        try:
            documents.append(_simplified(bounded.loads(text), text))
        except bounded.BoundedError as error:
            raw = block.encode("utf-8", "replace")[:_RAW_BOUND]
            rejects.append(
                Reject(error.code, f"{response.url}, block {number}: {error.detail}", response.url, raw)
            )
    found = _of_documents(documents, page.base, page=page.canonical or response.url, strict=strict)
    found.rejects.extend(rejects)
    return found


def _of_documents(documents: list[Any], base: str, *, strict: bool, page: str = "") -> walk.Found:
    """All that is about learning; on a web page, media are taken only when nothing else is."""
    found = walk.Found()
    nodes = [node for document in documents for node in graph.nodes(document)]
    index = graph.Index(nodes)
    weighed = [(schemaentry.weight(node), node) for node in nodes]
    least = max((weight for weight, _ in weighed), default=0) if page else 1
    taken = [node for weight, node in weighed if weight and weight >= least]
    for node in nodes if not page else ():
        if not graph.types(node) and "@graph" not in node:
            found.rejects.append(_reject("no-type", "neither @type nor type says what this is", node))
    alone = len(taken) == 1
    for node in taken:
        problems = amb.problems(node) if amb.claims(node) else []
        if problems and (strict or any(problem.path in ("id", "name", "type") for problem in problems)):
            found.rejects.append(_amb_reject(problems, node))
            continue
        found.notes.extend(f"{graph.node_id(node)}: {problem}" for problem in problems[:3])
        _take(found, node, index, base, page, alone)
    return found


def _take(found: walk.Found, node: graph.Node, index: graph.Index, base: str, page: str, alone: bool) -> None:
    taken = schemaentry.entry(node, index, base=base, page=page if alone else "")
    if isinstance(taken, Reject) and taken.code == "no-identifier" and page:
        named = {**node, "@id": schemaentry.numbered(node, page), "url": node.get("url") or page}
        taken = schemaentry.entry(named, index, base=base)
    if isinstance(taken, Entry):
        found.entries.append(replace(taken, url=taken.url or page))
    else:
        found.rejects.append(taken)


def _amb_reject(problems: list[amb.Problem], node: graph.Node) -> Reject:
    """The code names what is wrong first: "no-name", "amb-license" ..."""
    first = problems[0]
    for problem in problems:
        if problem.path in ("id", "name", "type") and problem.text == "is missing":
            return _reject(f"no-{problem.path}", "; ".join(map(str, problems[:10])), node)
    field = first.path.split("[")[0].split(".")[0].lstrip("@")
    return _reject(f"amb-{field}", "; ".join(map(str, problems[:10])), node)


def _reject(code: str, detail: str, node: graph.Node) -> Reject:
    raw = json.dumps(node, ensure_ascii=False).encode("utf-8", "replace")[:_RAW_BOUND]
    return Reject(code, detail, graph.node_id(node), raw)
