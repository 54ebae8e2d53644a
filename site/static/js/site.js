// Everything works without this. Each helper comes only to a page that has something for it.
const helpers = [
  ['form[method="post"]:not([data-look])', () => import("./once.js")],
  ["[data-autosave-url]", () => import("./autosave.js")],
  ["[data-session]", () => import("./session.js")],
  ["[data-exit]", () => import("./exit.js")],
  ["[data-print]", () => import("./print.js")],
];

for (const [selector, load] of helpers) {
  const found = document.querySelectorAll(selector);
  if (found.length) load().then((helper) => found.forEach(helper.default));
}

document.querySelector("[data-focus]")?.focus();
