"""Courses of this hub as text: which codes it knows, and where their files are found."""

from ujuzi.catalogue.vocabulary import codes
from ujuzi.courses.text import faults, files, reading, shapes

FILES_AT = "/learn/files/"
KNOWN = reading.Known(frozenset(codes.AUDIENCES), frozenset(codes.SUBJECTS))


def read(source: files.Source, found: faults.Faults) -> shapes.Course | None:
    """A course with the codes and addresses of this hub; see `reading.read`."""
    return reading.read(source, found, files_at=FILES_AT, known=KNOWN)
