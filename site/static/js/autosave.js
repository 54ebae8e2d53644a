// Keeps what people type, on our server: two seconds after the last key, and every ten seconds meanwhile.
// Nothing is kept in the browser. The words shown come from components/status.html.
const PAUSE = 2_000;
const LONGEST = 10_000;
const PATIENCE = 60_000;
const SENT = 409; // this very form was sent already

export default function autosave(form) {
  const status = form.querySelector("[data-status]");
  let dirty = false;
  let saving = false;
  let leaving = false;
  let failures = 0;
  let timer = 0;
  let oldest = 0;

  const say = (text, failed = false) => {
    if (!status || status.textContent === text) return;
    status.textContent = text;
    status.classList.toggle("status--failed", failed);
  };

  const words = ({ saved_at: time, others = [], elsewhere }) => {
    const said = [status.dataset.saved.replace("{time}", time)];
    const pattern = others.length === 1 ? status.dataset.one : status.dataset.many;
    if (others.length) said.push(pattern.replace("{names}", others.join(", ")));
    if (elsewhere) said.push(status.dataset.elsewhere);
    return said.join(". ");
  };

  const fields = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  };

  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  async function save(keepalive = false) {
    clearTimeout(timer);
    if (!dirty || saving || leaving) return;
    dirty = false;
    saving = true;
    try {
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: fields(),
        headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
        keepalive: keepalive === true,
      });
      if (answer.status === SENT) return say(status?.dataset.sent, true);
      if (!answer.ok) throw new Error(answer.status);
      failures = 0;
      oldest = 0;
      const kept = await answer.json();
      if (!dirty && status) say(words(kept));
    } catch {
      dirty = true;
      failures += 1;
      say(status?.dataset.failed, true);
    }
    saving = false;
    if (dirty) plan(Math.min(PAUSE * 2 ** failures, PATIENCE));
  }

  const typed = () => {
    const now = Date.now();
    if (!dirty) oldest ||= now;
    dirty = true;
    if (failures) return; // a retry is already planned; typing must not hurry it
    plan(Math.max(0, Math.min(PAUSE, oldest + LONGEST - now)));
  };

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    clearTimeout(timer);
  });
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => document.hidden && save(true));
}
