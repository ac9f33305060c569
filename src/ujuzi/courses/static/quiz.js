// A quiz without a line: answers are kept on the phone and sent as soon as there is one. Without scripting the buttons do it.
const done = document.querySelector("[data-handed-in]");
const form = document.querySelector("form.quiz");
const keep = (work) => { try { return work(localStorage); } catch { return null; } };  // private windows refuse it

if (done) keep((store) => store.removeItem(`attempt:${done.dataset.handedIn}`));

if (form) {
  const key = `attempt:${form.dataset.attempt}`;
  const status = form.querySelector("[data-status]");
  const fields = () => [...form.elements].filter((one) => one.name.startsWith("q."));
  const read = () => fields().map((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value));
  const write = (values) => fields().forEach((one, place) => {
    if (typeof values[place] === "boolean") one.checked = values[place];
    else if (values[place] !== undefined) one.value = values[place];
  });
  let timer;

  const send = async () => {
    const body = new FormData(form);
    body.delete("sure");
    body.append("save", "quietly");
    const sent = JSON.stringify(read());
    try {
      const answer = await fetch(location.pathname, { method: "POST", body, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      if (keep((store) => store.getItem(key)) === sent) keep((store) => store.removeItem(key));
      status.textContent = form.dataset.kept;
    } catch {
      status.textContent = form.dataset.here;
      clearTimeout(timer);
      timer = setTimeout(send, 15000);
    }
  };

  const kept = keep((store) => store.getItem(key));
  if (kept) { write(JSON.parse(kept)); send(); }
  form.addEventListener("change", () => {
    keep((store) => store.setItem(key, JSON.stringify(read())));
    clearTimeout(timer);
    timer = setTimeout(send, 1500);
  });
  addEventListener("online", () => { if (keep((store) => store.getItem(key))) send(); });
  form.addEventListener("submit", () => clearTimeout(timer));
}
