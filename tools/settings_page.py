"""Writes docs/settings.md from the declared settings: `python -m tools.settings_page`."""

import os
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs/settings.md"
HEAD = """# Settings

Every setting is an environment variable; each has a default that works for trying out. `ujuzi doctor` checks them.
The hub is in production mode when `UJUZI_PRODUCTION=yes`: then it refuses an insecure secret, debug pages and a
plain-HTTP origin. This page is written by `python -m tools.settings_page`; a test compares it with the code.

| variable | default | what it does |
|---|---|---|
"""


def main() -> None:
    """Only what the code declares goes in; values of this machine do not."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")
    from django.conf import settings

    from ujuzi.config import env

    _ = settings.SECRET_KEY  # loads the settings, which declares them
    rows = []
    for setting in env.SETTINGS.values():
        default = f" `{setting.default}`" if setting.default else ""
        rows.append(f"| `{setting.name}` |{default} | {setting.help} |\n")
    PAGE.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
