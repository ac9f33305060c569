"""Sources made for tests: files in a folder, converted and read again by the strict reader."""

from pathlib import Path

from ujuzi.courses import hosting
from ujuzi.courses.converting import assembling, report, shapes
from ujuzi.courses.text import faults, files
from ujuzi.courses.text.shapes import Course

ASKED = shapes.Asked(licence="CC-BY-4.0")
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + (64).to_bytes(4, "big")
    + (36).to_bytes(4, "big")
    + b"\x08\x06\x00\x00\x00"
)


def source(folder: Path, contents: dict[str, str | bytes]) -> Path:
    """A folder `source` in `folder` with these files."""
    root = folder / "source"
    for path, content in contents.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def converted(root: Path, asked: shapes.Asked = ASKED) -> tuple[assembling.Converted, report.Report]:
    found = report.Report()
    return assembling.convert(root, asked, found), found


def contents(made: assembling.Converted, root: Path) -> dict[str, bytes]:
    """All files of the course, by path."""
    texts = {path: text.encode() for path, text in made.texts.files.items()}
    return (
        texts | made.made | {path: (root / original).read_bytes() for path, original in made.copied.items()}
    )


def read(made: assembling.Converted, root: Path) -> Course:
    """The course as the strict reader has it, which must find nothing wrong."""
    found = faults.Faults()
    course = hosting.read(files.Memory(contents(made, root)), found)
    assert [str(one) for one in found] == []
    assert course is not None
    return course


def mkdocs(folder: Path, page: str, **more: str | bytes) -> tuple[str, report.Report, Path]:
    """The lesson that comes of one page of an MkDocs site, what was named, and where the source lies; faults fail."""
    config = "site_name: Seeds\nmarkdown_extensions: [pymdownx.arithmatex]\n"
    contents: dict[str, str | bytes] = {"mkdocs.yml": config, "docs/seeds.md": page}
    root = source(folder, contents | {f"docs/{name}": each for name, each in more.items()})
    made, found = converted(root)
    read(made, root)
    return next(text for path, text in made.texts.files.items() if "-seeds." in path), found, root


def body(lesson: str) -> str:
    """A lesson without its head."""
    return lesson.split("+++\n", 2)[2].strip()


def codes(found: report.Report) -> set[str]:
    """What was named, but for what is a guess in every course."""
    return {gap.code for gap in found} - {"guess"}
