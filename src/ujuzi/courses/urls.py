"""Addresses of courses. `urlpatterns` stands under the language, `fixed` outside of it. Names that are taken here no unit may have."""

from django.urls import path

from ujuzi.courses.views import door, files, mine, packages, player, quizzes

app_name = "courses"
urlpatterns = [
    path("learn/", mine.index, name="mine"),
    path("learn/goal/", mine.goal, name="goal"),
    path("learn/reading/", player.reading, name="reading"),
    path("learn/<slug:name>/", player.course, name="course"),
    path("learn/<slug:name>/enrol/", player.enrol, name="enrol"),
    path("learn/<slug:name>/glossary/", player.glossary, name="glossary"),
    path("learn/<slug:name>/<slug:unit_name>/", player.unit, name="unit"),
    path("learn/<slug:name>/<slug:unit_name>/mark/", player.mark, name="mark"),
    path("learn/<slug:name>/<slug:unit_name>/open/", packages.launch, name="launch"),
    path("learn/<slug:name>/<slug:unit_name>/play/<uuid:number>/", packages.play, name="play"),
    path("learn/<slug:name>/<slug:unit_name>/start/", quizzes.start, name="start"),
    path("learn/<slug:name>/<slug:unit_name>/try/<uuid:number>/", quizzes.attempt, name="attempt"),
]

# Files by their hash; activities as statements name them lead to the page in the reader's language.
fixed = [
    path("learn/files/<str:digest>", files.file, name="course_file"),
    path("learn/run", files.run, name="course_run"),
    path("learn/<slug:name>", door.course, name="course_door"),
    path("learn/<slug:name>/<slug:unit_name>", door.course, name="unit_door"),
]
