"""A hosted course. Its files (Version, Blob) are the truth; the other rows are what pages read, made from them."""

from django.db import models

from ujuzi.core import langtext
from ujuzi.courses.text.shapes import Kind


class Course(models.Model):
    """`name` is its id in the text, for good: addresses, statements and credentials know it by that."""

    name = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, null=True, blank=True, related_name="courses"
    )
    source_language = models.CharField(max_length=12)
    languages = models.JSONField(default=list)
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict)
    outcomes = models.JSONField(default=dict)
    licence = models.CharField(max_length=200)
    authors = models.JSONField(default=list)
    level = models.CharField(max_length=20)
    audiences = models.JSONField(default=list)
    subjects = models.JSONField(default=list)
    competencies = models.JSONField(default=list)
    minutes = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    version = models.ForeignKey("courses.Version", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def said(self, what: str, wanted: str) -> langtext.Said:
        """The title or summary in a language, or else in the course's own."""
        texts: dict[str, str] = getattr(self, what)
        return langtext.pick(texts, [wanted, self.source_language])


class Version(models.Model):
    """All files of a course at one time: `{path: digest}`. Versions are only ever added."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    files = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="courses_one_number")]
        ordering = ["-number"]


class Blob(models.Model):
    """A file by its SHA-256. Texts lie in `content`; pictures and films on disk (see `storing`)."""

    digest = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField(null=True)


class Package(models.Model):
    """A course package as it came in: `files` is `{path: [digest, media type]}`; `report` what was left out, in words."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="packages")
    format = models.CharField(max_length=20)
    identifier = models.CharField(max_length=500)
    filename = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    files = models.JSONField(default=dict)
    report = models.JSONField(default=list)
    made_at = models.DateTimeField()


class Module(models.Model):
    """A part of a course."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="modules")
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    titles = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="courses_one_module")]
        ordering = ["position"]


class Unit(models.Model):
    """A lesson or quiz. One that a new version no longer has stays, without a position, for those who did it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="units")
    module = models.ForeignKey(Module, models.SET_NULL, null=True, related_name="units")
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in Kind])
    minutes = models.PositiveIntegerField(default=0)
    pass_percent = models.PositiveSmallIntegerField(default=0)
    draw = models.PositiveIntegerField(default=0)
    of_course = models.BooleanField(default=False)
    package = models.ForeignKey("courses.Package", models.PROTECT, null=True, related_name="units")
    launch = models.JSONField(default=dict)  # of a package's part: {"file", "settings"}
    titles = models.JSONField(default=dict)
    sizes = models.JSONField(default=dict)  # {language: bytes of the page's text and pictures}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="courses_one_unit")]
        ordering = ["position"]

    @property
    def is_quiz(self) -> bool:
        return self.kind == Kind.QUIZ

    @property
    def is_package(self) -> bool:
        return self.kind == Kind.PACKAGE

    @property
    def is_cmi5(self) -> bool:
        return self.is_package and "moveOn" in self.launch.get("settings", {})

    @property
    def move_on(self) -> str:
        """Of a cmi5 unit: when it is satisfied."""
        return str(self.launch.get("settings", {}).get("moveOn", ""))

    @property
    def counts(self) -> bool:
        """Whether it must be done to complete the course: every lesson, and quizzes that can be passed."""
        return self.position is not None and (not self.is_quiz or self.pass_percent > 0)


class UnitText(models.Model):
    """A unit in one language, ready to show. `stale`: its source has changed since it was translated."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    html = models.TextField()
    words = models.PositiveIntegerField(default=0)
    terms = models.JSONField(default=list)
    runs = models.BooleanField(default=False)
    stale = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "language"], name="courses_one_text")]


class Item(models.Model):
    """A question in all its languages: `{language: shapes.Item as JSON}`; see `assessment.packing`."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="items")
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(null=True)
    texts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="courses_one_item")]
        ordering = ["position"]


class Term(models.Model):
    """An entry of a course's glossary in one language."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="terms")
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    html = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "name", "language"], name="courses_one_term")
        ]
