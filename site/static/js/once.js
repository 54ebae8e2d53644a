// A second press on "Send" within ten seconds does nothing, so nothing is sent twice.
const WAIT = 10_000;

export default function once(form) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (Date.now() - sent < WAIT) {
      event.preventDefault();
      return;
    }
    sent = Date.now();
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => event.submitter?.removeAttribute("aria-disabled"), WAIT);
  });
  // Coming back to the page with the browser's own button: the form may be sent again.
  addEventListener("pageshow", () => {
    sent = 0;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
}
