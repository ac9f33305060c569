"""Where, when and for how much something described in schema.org can be taken."""

from typing import Any
from urllib.parse import urljoin

from ujuzi.catalogue.feeds.entry import Offer
from ujuzi.standards.jsonld import graph, values

Node = dict[str, Any]


def offers(node: Node, index: graph.Index, base: str) -> tuple[Offer, ...]:
    """One per course instance; an event is its own; else one that holds the price, when there is one to tell."""
    prices = nodes(node.get("offers"), index)
    instances = nodes(node.get("hasCourseInstance"), index) + nodes(node.get("subEvent"), index)
    if not instances and (node.get("startDate") or node.get("location") or node.get("courseMode")):
        instances = [node]
    if instances:
        return tuple(
            _offer(each, nodes(each.get("offers"), index) or prices, index, base) for each in instances
        )
    return tuple(_offer({}, [price], index, base) for price in prices if _price(price) or price.get("url"))


def nodes(value: Any, index: graph.Index) -> list[Node]:
    return [each for each in values.each(index.resolve(value)) if isinstance(each, dict)]


def _offer(instance: Node, prices: list[Node], index: graph.Index, base: str) -> Offer:
    paid_for = [price for price in prices if not _is_certificate(price)]
    price = (paid_for or [{}])[0]
    certificate = next((_price(each) for each in prices if _is_certificate(each)), "")
    where = values.each(index.resolve(instance.get("location")))
    own = instance if "hasCourseInstance" not in instance else {}
    address = values.address(own.get("url")) or values.address(price.get("url")) or _virtual(where)
    return Offer(
        url=joined(base, address),
        starts=_text(instance.get("startDate")),
        ends=_text(instance.get("endDate")),
        enrol_until=_text(price.get("validThrough")) or _text(price.get("availabilityEnds")),
        mode=", ".join(_modes(instance)),
        price=_price(price),
        currency=_text(price.get("priceCurrency")) or _text(_specification(price).get("priceCurrency")),
        certificate_price=certificate,
        location=", ".join(each for each in map(_place, where) if each),
        instructors=tuple(
            values.labels(index.resolve(instance.get("instructor") or instance.get("performer")))
        ),
    )


def _modes(instance: Node) -> list[str]:
    said = values.labels(instance.get("courseMode")) or values.labels(instance.get("eventAttendanceMode"))
    return [graph.bare(each) for each in said]


def _specification(price: Node) -> Node:
    return next((each for each in values.each(price.get("priceSpecification")) if isinstance(each, dict)), {})


def _price(price: Node) -> str:
    for holder in (price, _specification(price)):
        for key in ("price", "lowPrice", "minPrice"):
            said = values.number(next(iter(values.each(holder.get(key))), None))
            if said:
                return said
    return "0" if _text(price.get("category")).lower() in ("free", "kostenlos", "gratis", "gratuit") else ""


def _is_certificate(price: Node) -> bool:
    return "certificate" in f"{_text(price.get('name'))} {_text(price.get('category'))}".lower()


def _place(where: Any) -> str:
    """A place's name and address on one line; a virtual place is no place."""
    if not isinstance(where, dict):
        return where.strip() if isinstance(where, str) and "://" not in where else ""
    if "VirtualLocation" in graph.types(where):
        return ""
    address = where.get("address")
    parts = [_text(where.get("name"))]
    if isinstance(address, dict):
        country = values.labels(address.get("addressCountry"))
        parts += [_text(address.get("addressLocality")), *country]
    else:
        parts.append(_text(address))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _virtual(where: list[Any]) -> str:
    return next(
        (values.address(each.get("url")) for each in where if isinstance(each, dict) and each.get("url")), ""
    )


def _text(value: Any) -> str:
    return next((said.text for said in values.texts(value)), "")


def joined(base: str, address: str) -> str:
    """An absolute address; "" for none and for what is no address at all."""
    if not address:
        return ""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
