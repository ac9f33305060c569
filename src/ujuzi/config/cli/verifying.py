"""`ujuzi verify FILE`: the verification page as a command. Needs no hub, and with --keys no network either."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ujuzi.config.cli import console

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--keys", "keys", type=_file, multiple=True, help="A DID document or history from somebody you trust."
)
@click.option("--status", "status", type=_file, multiple=True, help="A signed status list that you have.")
@click.option("--offline", is_flag=True, help="Ask nobody; use --keys, --status and what came in the file.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def verify(file: Any, keys: tuple[Path, ...], status: tuple[Path, ...], offline: bool, as_json: bool) -> None:
    """Verify a certificate: PDF, JSON, JWT, PNG, SVG, ZIP, or a photograph of its code. `-` reads standard input.

    Exit code 0: valid. 1: not valid, revoked or expired. 3: signed, but something could not be found out (the status, or whose
    keys they are).

    Example: ujuzi verify certificate.pdf --keys hub.example-did.json --offline
    """
    console.start()
    from ujuzi.credentials import reading, reports
    from ujuzi.standards.openbadges import opening, verifying

    try:
        opened = reading.read(file.read(opening.LARGEST + 1))
    except opening.OpeningError as error:
        console.err.print(f"No credential was found: {error.detail}")
        sys.exit(1)
    report = verifying.verify(opened, _sources(opened.bundle, keys, status, offline), now=datetime.now(UTC))
    if as_json:
        console.as_json(reports.as_json(report))
    else:
        _tell(report)
    sys.exit(_CODES.get(report.verdict, 1))


_CODES = {"valid": 0, "status-unknown": 3, "unconfirmed": 3, "unchecked": 3}


def _sources(bundle: dict[str, Any], keys: tuple[Path, ...], status: tuple[Path, ...], offline: bool) -> Any:
    from ujuzi.config import background
    from ujuzi.credentials import checking
    from ujuzi.standards.openbadges.reports import Origin, Resolved

    given = {document["id"]: document for document in map(_document, keys)}
    lists = {document["id"]: document for document in map(_json, status)}
    asked = checking.strangers(bundle, fetch=None if offline else background.fetcher())

    def resolve(did: str) -> Resolved:
        return Resolved(given[did], Origin.PINNED) if did in given else asked.resolve(did)

    def status_list(address: str) -> dict[str, Any]:
        return lists[address] if address in lists else asked.status_list(address)

    return replace(asked, resolve=resolve, status_list=status_list)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise click.BadParameter(f"{path} is not what it should be: a JSON object was expected")
    return found


def _document(path: Path) -> dict[str, Any]:
    """A DID document, or the newest one of a history that holds together."""
    from ujuzi.standards.openbadges import history

    found = _json(path)
    if "entries" in found:
        try:
            return history.check(found["entries"])[-1]
        except (history.HistoryError, TypeError, IndexError) as error:
            raise click.BadParameter(f"{path}: {error}") from None
    if not isinstance(found.get("id"), str):
        raise click.BadParameter(f"{path} is no DID document")
    return found


def _tell(report: Any) -> None:
    from ujuzi.credentials import showing, words

    said = words.VERDICTS[report.verdict]
    console.out.print(f"{said.heading}. {said.meaning}", soft_wrap=True)
    as_of = report.status_as_of
    console.out.print(
        f"Status as of: {as_of.isoformat() if as_of else 'not known'}. Keys from: {report.origin or 'nowhere'}."
    )
    for problem in report.problems:
        console.out.print(f"  {problem.code} {problem.path}: {problem.detail}", soft_wrap=True, markup=False)
    for row in showing.rows(report.credential):
        console.out.print(f"  {row.path}: {row.value}", soft_wrap=True, markup=False)
