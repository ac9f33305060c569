"""`python -m tests.standards.openbadges.schema FILE`: what we make against the JSON schema of Open Badges 3.0.

FILE is `ob_v3p0_achievementcredential_schema.json`. It has no licence that would let us ship it; docs/credentials.md says where it is. Our own check
of the same rules (`shapes.problems`) runs on every credential before it is signed.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import jsonschema


def main(path: Path) -> int:
    validator = jsonschema.Draft201909Validator(json.loads(path.read_text("utf-8")))
    made = list(_made())
    wrong = [(name, error) for name, document in made for error in validator.iter_errors(document)]
    for name, error in wrong:
        print(f"{name}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
    print(f"{len(made)} credentials, {len(wrong)} errors")
    return 1 if wrong else 0


def _made() -> Any:
    """Every course of the starter curriculum in every language, named and unnamed, with and without an end, by the hub and by a partner."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"UJUZI_DATA": folder, "DATABASE_URL": "sqlite:///schema.sqlite3"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "ujuzi.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield from _credentials()


def _credentials() -> Any:
    from tests import make
    from ujuzi.config import background
    from ujuzi.courses.models import Course
    from ujuzi.courses.operations import starter
    from ujuzi.credentials.models import Shown
    from ujuzi.credentials.operations import achievements, awarding, issuing

    now, partner = background.clock(), make.organisation("takwa")
    for path in starter.folders():
        starter.bring_in(path, now=now)
    for course in Course.objects.all():
        achievement = achievements.of_course(course, now=now)
        for language in course.languages:
            for shown in Shown.values:
                achievement.assessed_by, achievement.valid_days = (
                    (partner, 365) if shown == Shown.INITIALS else (None, None)
                )
                achievement.organisation = partner if shown == Shown.ANONYMOUS else None
                achievement.save()
                award = awarding.award(achievement, make.person(), awarded_at=now)
                made = issuing.issue(issuing.Wish(award, "Amina أمينة 李", language, shown), now=now)
                yield f"{course.name} {language} {shown}", json.loads(made.document)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
