"""Draws the tree of certificates: `python -m tools.tree` writes tree.svg, to be committed when the drawing changes.

A baobab as an engraver has it: some seventy thin lines rise from the roots, are bound close together in the trunk, and part into
boughs, branches and twigs. Nothing is random, so that two people who run it get the same tree.
"""

from math import cos, sin
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/ujuzi/credentials/certificates/tree.svg"
BOUGHS, BRANCHES, TWIGS = 7, 3, 3
STRANDS = BOUGHS * BRANCHES * TWIGS
WIDTH, GROUND = 100.0, 88.0
Point = tuple[float, float]


def main() -> None:
    strands = [_strand(number) for number in range(STRANDS)]
    lines = "".join(_smooth(points) for points in strands)
    buds = "".join(_bud(points[-1], number) for number, points in enumerate(strands))
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {GROUND:g}" fill="none" stroke-linecap="round">'
        f'<path stroke="#c29a4b" stroke-width=".22" d="{lines}"/><path fill="#1d5c3a" d="{buds}"/></svg>\n'
    )
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


def _strand(number: int) -> list[Point]:
    """From its root to the tip of its twig."""
    bough, rest = divmod(number, BRANCHES * TWIGS)
    branch, twig = divmod(rest, TWIGS)
    across = 2 * number / (STRANDS - 1) - 1  # from -1 at the left to 1 at the right
    aim, side, twist = _spread(bough, BOUGHS), _spread(branch, BRANCHES), _spread(twig, TWIGS)
    angle = aim * 1.3
    # A crown is uneven: middle twigs are longer, and so is every other bough.
    tip = 48 * (1 - 0.07 * abs(twist) - 0.09 * abs(side) - 0.09 * (bough % 2))
    middle = WIDTH / 2
    return [
        (middle + across * 21, GROUND),
        (middle + across * 12.4, GROUND - 7),
        (middle + across * 10.4, GROUND - 22),
        (middle + across * 9.8, GROUND - 36),
        _out(middle + aim * 5, angle * 0.9, 13, across * 1.8),
        _out(middle + aim * 5, angle + side * 0.05, 22, across * 0.8 + twist * 0.12),
        _out(middle + aim * 4.4, angle + side * 0.13 + twist * 0.014, 22 + (tip - 22) * 0.42, 0),
        _out(middle + aim * 3.6, angle + side * 0.18 + twist * 0.055, tip, 0),
    ]


def _spread(number: int, many: int) -> float:
    """Of `many` things side by side: -1 for the first, 1 for the last."""
    return 2 * number / (many - 1) - 1


def _out(start: float, angle: float, length: float, shift: float) -> Point:
    """A point of the crown: `angle` from upright; wider than high, as baobabs are."""
    return start + sin(angle) * length * 1.04 + shift, GROUND - 37 - cos(angle) * length


def _smooth(points: list[Point]) -> str:
    """A curve through the points (Catmull-Rom, as cubic Béziers)."""
    around = [points[0], *points, points[-1]]
    path = f"M{_written(points[0])}"
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        path += f"C{_written(first)} {_written(second)} {_written(end)}"
    return path


def _bud(tip: Point, number: int) -> str:
    """A leaf at every third tip."""
    if number % 3 != 1:
        return ""
    x, y = tip
    return f"M{x - 0.55:.2f} {y:.2f}a.55.55 0 1 0 1.1 0a.55.55 0 1 0-1.1 0z"


def _written(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


if __name__ == "__main__":
    main()
