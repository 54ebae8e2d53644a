// Five minutes before somebody would be signed out: a word, and one button to stay.
const WARNING = 5 * 60;

export default function session(box) {
  const button = box.querySelector("button");
  const text = box.querySelector("[data-session-text]");
  if (!document.querySelector("[data-autosave-url]")) text.querySelector("[data-session-kept]")?.remove();
  const first = text.textContent;
  const length = Number(box.dataset.session);
  let timer = 0;
  let before = null;

  const start = () => {
    clearTimeout(timer);
    box.hidden = true;
    text.textContent = first;
    timer = setTimeout(warn, Math.max(0, length - WARNING) * 1000);
  };

  const warn = () => {
    before = document.activeElement;
    box.hidden = false;
    box.querySelector("[tabindex]").focus();
  };

  button.addEventListener("click", async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(box.dataset.extendUrl, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      start();
      before?.focus();
    } catch {
      text.textContent = box.dataset.failed;
    }
  });

  start();
}
