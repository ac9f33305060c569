// SCORM: the run-time by scorm-again, which the package finds in the window around it; what it commits goes to `commit`.
const told = JSON.parse(document.getElementById("launch").textContent);
const is12 = told.settings.version === "1.2";
const api = new (is12 ? window.Scorm12API : window.Scorm2004API)({
  lmsCommitUrl: new URL("commit", location.href).href,
  autocommit: true, autocommitSeconds: 10, dataCommitFormat: "json", sendFullCommit: true, logLevel: 4,
});
const had = told.data.cmi;
if (had) {
  const exit = is12 ? (had.core || {}).exit : had.exit;
  // A new start without what was suspended would lose a learner's work: it goes on unless the package said it is over.
  if (is12) api.loadFromJSON({ ...had, core: { ...had.core, entry: exit === "" ? "" : "resume", exit: "" } }, "cmi");
  else api.loadFromJSON({ ...had, entry: exit === "" ? "" : "resume", exit: "" }, "cmi");
} else {
  const fresh = is12
    ? { core: { student_id: told.learner.id, student_name: told.learner.name, entry: "ab-initio", credit: "credit", lesson_mode: "normal" } }
    : { learner_id: told.learner.id, learner_name: told.learner.name, entry: "ab-initio", credit: "credit", mode: "normal" };
  if (told.settings.data) fresh.launch_data = told.settings.data;
  if (is12 && told.settings.mastery !== null) fresh.student_data = { mastery_score: String(told.settings.mastery) };
  api.loadFromJSON(fresh, "cmi");
}
if (is12) window.API = api; else window.API_1484_11 = api;

const commit = (data) => fetch("commit", { method: "POST", body: JSON.stringify(data), keepalive: true });
if (!told.settings.tracks) commit(is12 ? { cmi: { core: { lesson_status: "completed" } } } : { cmi: { completion_status: "completed" } });

const frame = document.createElement("iframe");
frame.id = "frame";
frame.allow = "fullscreen";
frame.title = document.title;
frame.src = told.file;
document.body.append(frame);
