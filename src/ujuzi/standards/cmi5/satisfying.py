"""When a unit, a block and the course are satisfied (9.3.9, 10.2.5, 13.1.4)."""

from collections.abc import Collection, Mapping, Sequence


def unit(move_on: str, *, completed: bool, passed: bool) -> bool:
    """By the moveOn criterion; one that is not applicable is satisfied from the beginning."""
    return {
        "Passed": passed,
        "Completed": completed,
        "CompletedAndPassed": completed and passed,
        "CompletedOrPassed": completed or passed,
    }.get(move_on, True)


def blocks(around: Mapping[str, Sequence[str]], satisfied: Collection[str]) -> list[str]:
    """The blocks all of whose units are satisfied, inner ones first.

    `around`: for each unit the blocks that it stands in, outermost first.
    """
    depth = {block: at for path in around.values() for at, block in enumerate(path)}
    unmet = {block for one, path in around.items() if one not in satisfied for block in path}
    return sorted(depth.keys() - unmet, key=lambda block: (-depth[block], list(depth).index(block)))
