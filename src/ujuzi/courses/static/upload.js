// A package goes up in pieces; after a broken line it goes on from the byte that the hub has.
const form = document.getElementById("upload");
const bar = form.querySelector(".how-far");
const halt = form.querySelector("[data-stop]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const size = Number(form.dataset.piece);
let stopped = false;

function tell(text, share) {
  bar.hidden = false;
  bar.querySelector("span").textContent = text;
  if (share !== undefined) bar.querySelector("progress").value = share;
}
const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

async function patiently(work) {
  for (let seconds = 1; !stopped; seconds = Math.min(30, seconds * 2)) {
    try {
      const answer = await work();
      if (answer.status < 500) return answer;
    } catch { /* the line broke */ }
    tell(form.dataset.broke);
    await wait(seconds);
  }
  return null;
}

async function send(file) {
  const about = new FormData(form);
  about.delete("package");
  about.set("name", file.name);
  about.set("size", file.size);
  let answer = await patiently(() => fetch(form.dataset.begin, { method: "POST", body: about }));
  if (!answer) return;
  let told = await answer.json();
  if (told.problem) return tell(told.problem);
  const to = told.to;
  while (told.have < file.size && !stopped) {
    const from = told.have;
    answer = await patiently(() => fetch(`${to}?at=${from}`, { method: "PUT", headers: { "X-CSRFToken": token }, body: file.slice(from, from + size) }));
    if (!answer) return;
    told = await answer.json();
    if (told.problem) return tell(told.problem);
    tell(percent.format(told.have / file.size), (told.have / file.size) * 100);
  }
  if (stopped) return;
  tell(form.dataset.checking);
  form.querySelector("[name=package]").disabled = true;  // it is there already
  form.action = to;
  form.submit();
}

form.addEventListener("submit", (event) => {
  const file = form.querySelector("[name=package]").files[0];
  if (!file) return;
  event.preventDefault();
  stopped = false;
  halt.hidden = false;
  send(file);
});
halt.addEventListener("click", () => { stopped = true; halt.hidden = true; tell(""); });
