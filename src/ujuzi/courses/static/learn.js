// What a lesson gains with scripting: listening with the browser's own voice, and running code. All of it works without.
const text = document.getElementById("text");
const say = text.dataset;

function button(words) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "plain noprint";
  made.textContent = words;
  return made;
}

if ("speechSynthesis" in window) {
  const listen = button(say.listen);
  const voice = window.speechSynthesis;
  // In pieces: some browsers stop after a quarter of a minute of one text.
  const pieces = () => [...text.querySelectorAll("h2,h3,p,li,td,th,figcaption,summary")]
    .filter((one) => !one.querySelector("p,li") && !one.closest("details:not([open]) > :not(summary)"))
    .map((one) => one.textContent.trim()).filter(Boolean);
  let going = false;
  const stop = () => { going = false; voice.cancel(); listen.textContent = say.listen; };
  const next = (queue) => {
    if (!going || !queue.length) return stop();
    const piece = new SpeechSynthesisUtterance(queue.shift());
    piece.lang = text.lang || document.documentElement.lang;
    piece.onend = () => next(queue);
    piece.onerror = stop;
    voice.speak(piece);
  };
  listen.onclick = () => {
    if (going) return stop();
    going = true;
    listen.textContent = say.stop;
    next(pieces());
  };
  addEventListener("pagehide", stop);
  text.before(listen);
}

let frame;
const waiting = new Map();
function run(code, id, show) {
  waiting.set(id, show);
  const send = () => frame.contentWindow.postMessage({ code, id }, "*");
  if (frame) return send();
  frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.hidden = true;
  frame.title = "-";
  frame.src = say.frame;
  frame.onload = send;
  document.body.append(frame);
}
addEventListener("message", (event) => {
  if (!frame || event.source !== frame.contentWindow || !waiting.has(event.data.id)) return;
  waiting.get(event.data.id)(event.data);
});

[...text.querySelectorAll("pre[data-run]")].forEach((pre, id) => {
  const field = document.createElement("textarea");
  field.className = "code";
  field.value = pre.textContent.trimEnd();
  field.rows = field.value.split("\n").length + 1;
  field.spellcheck = false;
  field.setAttribute("aria-label", say.code);
  const go = button(say.run);
  const out = document.createElement("pre");
  out.className = "out-lines";
  out.dir = "ltr";
  out.hidden = true;
  out.setAttribute("role", "status");
  pre.replaceWith(field, go, out);
  go.onclick = () => run(field.value, id, (result) => {
    out.hidden = false;
    out.textContent = [...result.lines, result.problem === "time" ? say.late : result.problem].filter(Boolean).join("\n") || "-";
  });
});
