// The preview follows the text: the server reads it as it would when it is published.
const form = document.getElementById("edit");
const field = document.getElementById("content");
const shown = document.getElementById("shown");
let timer, asked = 0, saved = field.value;

async function look() {
  const number = ++asked;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (answer && answer.ok && number === asked) shown.innerHTML = (await answer.json()).html;
}
field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 900);
});
shown.addEventListener("click", (event) => {
  const line = event.target.dataset && event.target.dataset.line;
  if (!line) return;
  event.preventDefault();
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + lines[line - 1].length);
  field.scrollTop = (field.scrollHeight / lines.length) * (line - 3);
});
form.addEventListener("submit", () => { saved = field.value; });
window.addEventListener("beforeunload", (event) => { if (field.value !== saved) event.preventDefault(); });
