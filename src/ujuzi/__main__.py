"""`python -m ujuzi` is the `ujuzi` command."""

from ujuzi.config.cli import main

main()
