"""Pictures of a package that come along: only the kinds that our lessons show, each once."""

from ujuzi.courses.packages.archives import Files
from ujuzi.courses.packages.conversions.names import Names
from ujuzi.courses.text import files, markup

MOST = 3000


class Pictures:
    """`files`: what came along, by its path in our course. Why another did not is said in `notes`."""

    def __init__(self, archive: Files, notes: list[str]) -> None:
        self.archive, self.notes = archive, notes
        self.files: dict[str, bytes] = {}
        self.media: dict[str, markup.Media] = {}
        self._paths: dict[str, str] = {}
        self._names = Names()

    def bring(self, place: str) -> str:
        """The path in our course of a file of the archive; "" when it does not come along."""
        if place not in self._paths:
            self._paths[place] = self._brought(place)
        return self._paths[place]

    def _brought(self, place: str) -> str:
        stem, _dot, ending = place.rpartition("/")[2].rpartition(".")
        kind = files.TYPES.get(f".{ending.lower()}", "")
        size = self._size(place)
        if not kind.startswith("image/"):
            self.notes.append(f"The file {place} is not of a kind that lessons hold, and is left out.")
            return ""
        if size > files.PICTURE_BYTES:
            self.notes.append(
                f"The picture {place} is larger than {files.PICTURE_BYTES / 1e6:.0f} MB, and is left out."
            )
            return ""
        if len(self.files) >= MOST:
            self.notes.append(f"The picture {place} is left out: there are more than {MOST}.")
            return ""
        content = self.archive.read(place, files.PICTURE_BYTES)
        try:
            width, height = files.picture_size(content, kind)
        except files.NotPicture as error:
            self.notes.append(f"The picture {place} is an SVG that is not shown ({error}), and is left out.")
            return ""
        if not width:
            self.notes.append(f"{place} is not the picture that its name says, and is left out.")
            return ""
        path = f"figures/{self._names.free(stem, 'picture')}.{ending.lower()}"
        self.files[path] = content
        self.media[path] = markup.Media("x", width, height)
        return path

    def _size(self, place: str) -> int:
        info = self.archive.files[place]
        return int(info.file_size if hasattr(info, "file_size") else info.size)
