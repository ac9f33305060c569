"""The picture of an achievement, drawn from the hub's design: no text in it, so that it is right in every language."""

import hashlib
import math

import typst

from ujuzi.credentials.models import Achievement, Kind

SIDE = 400
_LEAF, _OCHRE, _CLAY, _PAPER = "#1d5b3a", "#c98a1b", "#b4492a", "#fbf7ee"
_GROUND = {Kind.COURSE: _LEAF, Kind.PATH: "#1f4e5f", Kind.PROGRAMME: "#5b3a1d", Kind.OTHER: "#3d3a5c"}
# The hub's mark: a baobab, one trunk and many branches (templates/base.html).
_MARK = (
    "M12.5 29c1-5 1.2-8 .3-12M19.5 29c-1-5-1.2-8-.3-12M9 29h14M13 18C10 15 7 14.5 4.5 14M13.5 15.5C12 11 10 8 7.5 6"
    "M16 15V4.5M18.5 15.5C20 11 22 8 24.5 6M19 18c3-3 6-3.5 8.5-4"
)


def svg(achievement: Achievement) -> str:
    """Each achievement has a ring of its own, made from its name."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">'
        f'<circle cx="200" cy="200" r="196" fill="{_PAPER}" stroke="{_OCHRE}" stroke-width="4"/>'
        f'<g stroke="{_OCHRE}" stroke-width="3" stroke-linecap="round">{_ring(achievement.name)}</g>'
        f'<circle cx="200" cy="200" r="138" fill="{_GROUND[Kind(achievement.kind)]}"/>'
        f'<g transform="translate(104 92) scale(6)" fill="none" stroke="{_PAPER}" stroke-width="2" '
        f'stroke-linecap="round"><path d="{_MARK}"/></g></svg>'
    )


def _ring(name: str) -> str:
    """Sixty strokes, long and short like the days of a calendar stick."""
    bits = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")
    lines = []
    for number in range(60):
        angle = math.tau * number / 60
        inner, outer = (154 if bits >> number & 1 else 166), 182
        start, end = ((200 + math.sin(angle) * far, 200 - math.cos(angle) * far) for far in (inner, outer))
        lines.append(f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"/>')
    return "".join(lines)


def png(drawn: str) -> bytes:
    """400 x 400 pixels, without a ground."""
    source = (
        f"#set page(width: {SIDE}pt, height: {SIDE}pt, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.picture), format: "svg", width: 100%)'
    )
    made = typst.compile(
        source.encode(), format="png", ppi=72, sys_inputs={"picture": drawn}, ignore_system_fonts=True
    )
    if not isinstance(made, bytes):
        raise TypeError("one page was expected")
    return made
