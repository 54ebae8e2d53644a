// Whoever leaves a page with words that are not saved is asked first, in the browser's own words.
export default function unsaved(form) {
  let dirty = Boolean(form.querySelector(".govuk-error-message") ?? form.querySelector(".error-summary"));
  form.addEventListener("input", () => {
    dirty = true;
  });
  form.addEventListener("submit", () => {
    dirty = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!dirty) return;
    event.preventDefault();
    event.returnValue = ""; // for browsers of before 2023
  });
}
