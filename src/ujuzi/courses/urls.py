"""Addresses of courses. `urlpatterns` stands under the language, `fixed` outside of it. Names that are taken here no unit may have."""

from django.urls import path

from ujuzi.courses.views import (
    by_hand,
    door,
    exports,
    files,
    mine,
    packages,
    player,
    quizzes,
    uploads,
    watching,
    writing,
    writing_files,
)

app_name = "courses"
urlpatterns = [
    path("teach/", writing.index, name="writing"),
    path("teach/upload/", uploads.page, name="upload"),
    path("teach/upload/begin/", uploads.begin, name="upload_begin"),
    path("teach/upload/<uuid:number>/", uploads.piece, name="upload_piece"),
    path("teach/<slug:name>/", writing.course, name="write"),
    path("teach/<slug:name>/release/", writing.release, name="release"),
    path("teach/<slug:name>/settings/", writing.settings, name="write_settings"),
    path("teach/<slug:name>/add/", writing.add, name="write_add"),
    path("teach/<slug:name>/change/", writing.change, name="write_change"),
    path("teach/<slug:name>/decide/", writing.decide, name="write_decide"),
    path("teach/<slug:name>/picture/", writing_files.picture, name="write_picture"),
    path("teach/<slug:name>/folder/", writing_files.folder, name="write_folder"),
    path("teach/<slug:name>/export/<slug:kind>/", exports.export, name="write_export"),
    path("teach/<slug:name>/learner/", by_hand.learner, name="learner"),
    path("teach/<slug:name>/edit/<path:path>", writing_files.edit, name="write_file"),
    path("teach/<slug:name>/preview/<path:path>", writing_files.preview, name="write_preview"),
    path("learn/", mine.index, name="mine"),
    path("learn/goal/", mine.goal, name="goal"),
    path("learn/reading/", player.reading, name="reading"),
    path("learn/<slug:name>/", player.course, name="course"),
    path("learn/<slug:name>/enrol/", player.enrol, name="enrol"),
    path("learn/<slug:name>/glossary/", player.glossary, name="glossary"),
    path("learn/<slug:name>/<slug:unit_name>/", player.unit, name="unit"),
    path("learn/<slug:name>/<slug:unit_name>/mark/", player.mark, name="mark"),
    path("learn/<slug:name>/<slug:unit_name>/watched/", watching.watched, name="watched"),
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
