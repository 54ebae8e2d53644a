// "Exit this page": the link works by itself. Here Escape or Shift, three times, does the same,
// and what was on the screen goes at once.
const PRESSES = 3;
const WITHIN = 5_000;

export default function exit(link) {
  let presses = 0;
  let last = 0;
  let key = "";

  const leave = (event) => {
    event?.preventDefault();
    document.body.classList.add("gone");
    document.title = "…";
    location.replace(link.href);
  };

  link.addEventListener("click", leave);
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape" && event.key !== "Shift") {
      presses = 0;
      return;
    }
    const now = Date.now();
    presses = event.key === key && now - last < WITHIN ? presses + 1 : 1;
    key = event.key;
    last = now;
    if (presses >= PRESSES) leave();
  });
  link.parentElement.querySelector("[data-exit-hint]").hidden = false;
  addEventListener("pageshow", (event) => event.persisted && document.body.classList.remove("gone"));
}
