// How a film is watched, as the xAPI profile for video has it: played, paused, seeked, completed; for whoever takes the course.
const text = document.getElementById("text");
const token = document.querySelector("[name=csrfmiddlewaretoken]");

for (const film of text.querySelectorAll("video")) {
  const session = crypto.randomUUID ? crypto.randomUUID() : null;
  const segments = [];
  let from = null, was = 0, complete = false;

  const round = (seconds) => Math.round(seconds * 1000) / 1000;
  const seen = () => {
    const parts = [...segments, ...(from === null ? [] : [[from, film.currentTime]])].sort((one, other) => one[0] - other[0]);
    let end = 0, sum = 0;
    for (const [start, stop] of parts) {
      sum += Math.max(0, stop - Math.max(start, end));
      end = Math.max(end, stop);
    }
    return film.duration ? Math.min(1, sum / film.duration) : 0;
  };
  const close = (at) => {
    if (from !== null && at > from) segments.push([round(from), round(at)]);
    from = null;
  };
  const tell = (verb, more = {}) => {
    if (!session || !token || !Number.isFinite(film.duration)) return;
    const said = { verb, session, film: film.currentSrc, length: round(film.duration), time: round(film.currentTime), progress: round(seen()), segments, ...more };
    fetch(text.dataset.watched, {
      method: "POST", keepalive: true, headers: { "Content-Type": "application/json", "X-CSRFToken": token.value }, body: JSON.stringify(said),
    }).catch(() => {});
  };
  film.addEventListener("timeupdate", () => { if (!film.seeking) was = film.currentTime; });
  film.addEventListener("play", () => { from = film.currentTime; tell("played"); });
  film.addEventListener("pause", () => {
    close(film.currentTime);
    tell("paused");
    if (!complete && seen() >= 0.95) {
      complete = true;
      tell("completed");
    }
  });
  film.addEventListener("seeking", () => { if (from !== null) close(was); });
  film.addEventListener("seeked", () => {
    tell("seeked", { from: round(was) });
    if (!film.paused) from = film.currentTime;
    was = film.currentTime;
  });
}
