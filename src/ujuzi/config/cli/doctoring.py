"""`ujuzi doctor`: checks what a hub needs, and says how to mend what is wrong."""

import sys

import click

from ujuzi.config.cli import console

MARKS = {"ok": "[green]✓[/]", "warning": "[yellow]![/]", "error": "[red]✗[/]"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def doctor(as_json: bool) -> None:
    """Check settings, database, disk, clock, fonts and languages; exit code 1 when something is wrong.

    Example: ujuzi doctor --json
    """
    console.start()
    from ujuzi.config import examining

    findings = examining.examine()
    if as_json:
        console.as_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            console.out.print(f"{MARKS[finding.state]} {finding.name}: {finding.message}", highlight=False)
            if finding.mend:
                console.out.print(f"    {finding.mend}", style="dim", highlight=False)
    sys.exit(1 if any(finding.state == "error" for finding in findings) else 0)
