"""`make mutants`: changes the code that decides about signatures, controllers, status and dates, one spot at a time, and runs its tests.

A mutant that no test notices is a hole in the tests, or changes nothing that can be seen: docs/credentials.md lists the latter with reasons.
Results are kept in .mutants.json, so that a run that was stopped (Ctrl-C) goes on. The copy that is changed lies in a folder of its own.
"""

import ast
import copy
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "src/ujuzi/standards/openbadges"
MODULES = ("verifying", "proofs", "dids", "statuslists", "moments", "jwts", "reports")
TESTS = ["tests/standards/openbadges/test_verifying.py", "tests/standards/openbadges/test_keys.py"]
DONE = ROOT / ".mutants.json"
COMPARED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
            ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}  # fmt: skip


def spots(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(number of the node in ast.walk, what is done to it)."""
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.Compare):
            yield from ((number, f"compare {place}") for place in range(len(node.ops)))
        elif isinstance(node, ast.BoolOp):
            yield number, "and/or"
            yield from ((number, f"without {place}") for place in range(len(node.values)))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield number, "not"
        elif isinstance(node, ast.If | ast.IfExp):
            yield number, "never"
            yield number, "always"
        elif isinstance(node, ast.Raise):
            yield number, "no raise"
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.YieldFrom):
            yield number, "no call"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.BitAnd | ast.RShift):
            yield number, "operator"


def changed(tree: ast.Module, number: int, what: str) -> str:
    made = copy.deepcopy(tree)
    node = list(ast.walk(made))[number]
    if isinstance(node, ast.Compare):
        place = int(what.split()[1])
        node.ops[place] = COMPARED[type(node.ops[place])]()
    elif isinstance(node, ast.BoolOp):
        if what == "and/or":
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        else:
            del node.values[int(what.split()[1])]
    elif isinstance(node, ast.UnaryOp):
        node.operand = ast.UnaryOp(op=ast.Not(), operand=node.operand)
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.Constant(value=what == "always")
    elif isinstance(node, ast.Raise | ast.Expr):
        _replace(made, node, ast.Pass())
    elif isinstance(node, ast.BinOp):
        swapped = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.RShift: ast.LShift}
        node.op = swapped[type(node.op)]()
    return ast.unparse(ast.fix_missing_locations(made))


def _replace(tree: ast.AST, old: ast.stmt, new: ast.stmt) -> None:
    for node in ast.walk(tree):
        for body in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            if isinstance(body, list) and old in body:
                body[body.index(old)] = new


def line(tree: ast.AST, number: int) -> int:
    return getattr(list(ast.walk(tree))[number], "lineno", 0)


def main(modules: list[str]) -> int:
    done: dict[str, str] = json.loads(DONE.read_text()) if DONE.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for part in ("src", "tests"):
            shutil.copytree(
                ROOT / part,
                place / part,
                ignore=shutil.ignore_patterns("__pycache__", "curriculum", "locale"),
            )
        shutil.copy(ROOT / "pyproject.toml", place / "pyproject.toml")
        for name in modules or MODULES:
            _module(name, place, done)
    alive = sorted(name for name, fate in done.items() if fate == "survived")
    print(f"{len(done)} mutants, {len(done) - len(alive)} killed, {len(alive)} survived")
    print("\n".join(alive))
    return 1 if alive else 0


def _module(name: str, place: Path, done: dict[str, str]) -> None:
    path = place / FOLDER / f"{name}.py"
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    for number, what in spots(tree):
        key = f"{name}:{line(tree, number)} {what} #{number}"
        if key in done:
            continue
        path.write_text(changed(tree, number, what), encoding="utf-8")
        done[key] = "survived" if _passes(place) else "killed"
        DONE.write_text(json.dumps(done, indent=1))
        if done[key] == "survived":
            print(key, flush=True)
    path.write_text(source, encoding="utf-8")


def _passes(place: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *TESTS]
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, timeout=120, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
