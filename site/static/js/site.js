// Everything works without this. Each helper comes only to a page that has something for it.
const helpers = [
  ['form[method="post"]:not([data-look])', () => import("./once.js")],
  ["[data-autosave-url]", () => import("./autosave.js")],
  ["[data-advice-url]", () => import("./advice.js")],
  ["[data-session]", () => import("./session.js")],
  ["[data-exit]", () => import("./exit.js")],
  ["[data-print]", () => import("./print.js")],
  ["[data-unsaved]", () => import("./unsaved.js")],
];

const come = async ([selector, load]) => {
  const found = document.querySelectorAll(selector);
  if (!found.length) return;
  const helper = await load();
  found.forEach((node) => helper.default(node));
};

// For whoever has to know that all of them have come.
export const ready = Promise.all(helpers.map(come));

document.querySelector("[data-focus]")?.focus();
