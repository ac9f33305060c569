"""Canonical addresses: what is stripped, what stays, and that doing it twice changes nothing."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ujuzi.catalogue.normalise import urls


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example/c", "https://a.example/c"),
        ("http://a.example/c", "https://a.example/c"),
        ("HTTPS://WWW.A.Example/C/", "https://a.example/C"),
        ("https://a.example:443/c", "https://a.example/c"),
        ("http://a.example:80/c", "https://a.example/c"),
        ("https://a.example:8443/c", "https://a.example:8443/c"),
        ("https://a.example./c", "https://a.example/c"),
        ("https://a.example", "https://a.example"),
        ("https://a.example/", "https://a.example"),
        ("https://a.example//c///d", "https://a.example/c/d"),
        ("https://a.example/c#top", "https://a.example/c"),
        ("https://a.example/c?utm_source=x&utm_campaign=y", "https://a.example/c"),
        ("https://a.example/c?WT.mc_id=academic-1&id=7", "https://a.example/c?id=7"),
        ("https://a.example/c?fbclid=1&gclid=2&msclkid=3&ref=home&ref_src=x", "https://a.example/c"),
        ("https://a.example/c?b=2&a=1", "https://a.example/c?a=1&b=2"),
        ("https://a.example/c?a=", "https://a.example/c?a="),
        ("https://a.example/fr/c", "https://a.example/fr/c"),
        ("https://a.example/en-us/c?WT.mc_id=1", "https://a.example/en-us/c"),
        ("https://a.example/c?lang=fr", "https://a.example/c?lang=fr"),
        ("https://a.example/c?q=a+b", "https://a.example/c?q=a+b"),
        ("https://a.example/c?q=a%20b", "https://a.example/c?q=a+b"),
        ("https://a.example/caf%c3%a9", "https://a.example/caf%C3%A9"),
        ("https://a.example/café", "https://a.example/caf%C3%A9"),
        ("https://a.example/%7euser", "https://a.example/~user"),
        ("https://bücher.example/c", "https://xn--bcher-kva.example/c"),
        ("https://xn--bcher-kva.example/c", "https://xn--bcher-kva.example/c"),
        ("https://a.example/x/../c", "https://a.example/c"),
        ("https://a.example/./c", "https://a.example/c"),
        ("https://[2001:DB8::1]/c", "https://[2001:db8::1]/c"),
        (" https://a.example/c \n", "https://a.example/c"),
        ("https://a.example/c?source=catalogue", "https://a.example/c?source=catalogue"),
        ("https://play.example/watch?v=abc&t=12s", "https://play.example/watch?t=12s&v=abc"),
        ("javascript:alert(1)", ""), ("ftp://a.example/c", ""), ("mailto:a@b.example", ""), ("/c", ""), ("", ""), ("a.example/c", ""),
        ("https://", ""), ("https://user:pass@a.example/", ""), ("https://a.example:port/", ""), ("http://[::1", ""), ("null", ""),
    ],
)  # fmt: skip
def test_canonical(url: str, canonical: str) -> None:
    assert urls.canonical(url) == canonical


ADDRESSES = st.builds(
    "{}://{}{}/{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["a.example", "WWW.a.example", "bücher.example", "www.www.example", "a.example."]),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.text(max_size=30),
    st.sampled_from(["", "?"]),
    st.text(max_size=30),
)


@given(ADDRESSES | st.text(max_size=60))
def test_canonical_twice_is_once(url: str) -> None:
    once = urls.canonical(url)
    assert urls.canonical(once) == once
    assert once == "" or once.startswith("https://")


@given(ADDRESSES)
def test_a_canonical_address_is_plain_ascii(url: str) -> None:
    assert urls.canonical(url).isascii()


@given(ADDRESSES, st.sampled_from(["utm_source", "WT.mc_id", "fbclid", "gclid"]))
def test_tracking_never_makes_another_page(url: str, name: str) -> None:
    plain = urls.usable(url.split("#")[0])
    assume(plain)
    tracked = f"{plain}{'&' if '?' in plain else '?'}{name}=1"
    assert urls.canonical(tracked) == urls.canonical(plain)


def test_site_relative() -> None:
    assert urls.usable("/media/x", "https://a.example/c/d") == "https://a.example/media/x"
    assert urls.usable("//b.example/x", "https://a.example/") == "https://b.example/x"
    assert urls.usable("/media/x") == ""


def test_too_long() -> None:
    assert urls.usable("https://a.example/" + "x" * urls.MOST) == ""
