// What a page is looked at for, in the browser itself. tests/browser/bar.py says what each is about.
// Styles are changed through the document's own style sheets, never by adding an element: the content policy holds here too.
(() => {
  const everything = (within = "*") => [...document.body.querySelectorAll(within)];
  const shown = (nodes) => nodes.map((node) => node.outerHTML.slice(0, 120));
  const CONTROLS = "a[href], button, input, select, textarea, summary, video, [tabindex]";

  const inOwnScroller = (node) => {
    for (let up = node.parentElement; up && up !== document.body; up = up.parentElement)
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
    return false;
  };

  const sideways = () => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth <= clientWidth) return [];
    const out = everything().filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width && (box.right > clientWidth + 1 || box.left < -1) && !inOwnScroller(node);
    });
    return [`${scrollWidth} px wide`, ...shown(out.slice(0, 3))];
  };

  const tables = () =>
    [...document.querySelectorAll(".table-room")]
      .filter((room) => room.scrollWidth > room.clientWidth + 1)
      .map((room) => `${room.getAttribute("aria-label")}: ${room.scrollWidth} px in ${room.clientWidth}`);

  const cutOff = () =>
    shown(
      everything().filter((node) => {
        const hidesOnPurpose = node.closest(".govuk-visually-hidden, .govuk-skip-link, svg, video, textarea, input, select");
        const hides = ["hidden", "clip"].includes(getComputedStyle(node).overflowY);
        return !hidesOnPurpose && hides && node.innerText?.trim() && node.scrollHeight > node.clientHeight + 2;
      }),
    );

  // What stays while the page scrolls lies over whole lines; over half of one, nobody can read or press the other half.
  const overHalf = () =>
    shown(
      everything().filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        const stays = ["sticky", "fixed"].includes(getComputedStyle(node).position) && node.checkVisibility();
        return stays && width && (left > 0 || right < document.scrollingElement.clientWidth);
      }),
    );

  const fits = (box, least) => box && box.width >= least - 0.5 && box.height >= least - 0.5;

  const inASentence = (node) => {
    const around = node.parentElement.innerText.trim();
    return getComputedStyle(node).display === "inline" && around.length > node.innerText.trim().length;
  };

  const small = () =>
    everything("a[href], button, input, select, textarea, summary")
      .filter((node) => node.checkVisibility() && node.type !== "hidden")
      .filter((node) => !node.closest(".govuk-visually-hidden, .govuk-skip-link") && !inASentence(node))
      .filter((node) => {
        const least = ["radio", "checkbox"].includes(node.type) ? 44 : 24;
        return !fits(node.getBoundingClientRect(), least) && !fits(node.labels?.[0]?.getBoundingClientRect(), least);
      })
      .map((node) => {
        const { width, height } = node.getBoundingClientRect();
        return `${Math.round(width)} × ${Math.round(height)}: ${node.outerHTML.slice(0, 120)}`;
      });

  const withoutEdges = () =>
    shown(
      everything("main .button, main button, main input, main select, main textarea")
        .filter((node) => node.checkVisibility({ opacityProperty: true }))
        .filter((node) => !["hidden", "radio", "checkbox", "file"].includes(node.type) && !node.ariaHidden)
        .filter((node) => {
          const style = getComputedStyle(node);
          const edge = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
          return !edge && !style.textDecorationLine.includes("underline");
        }),
    );

  const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);

  const moving = () =>
    shown(
      everything().filter((node) => {
        const style = getComputedStyle(node);
        return long(style.transitionDuration) || (style.animationName !== "none" && long(style.animationDuration));
      }),
    );

  const printed = () => {
    const useless = everything("nav, .masthead a:not(.brand), .help, .exit, .session, form button, .no-print, .govuk-skip-link");
    const heading = document.querySelector("main h1")?.checkVisibility() ? [] : ["not printed: the heading of the page"];
    return [...shown(useless.filter((node) => node.checkVisibility() && node.innerText.trim())), ...heading];
  };

  // What is folded away is as much a part of the page; axe looks at nothing that is.
  const unfold = () => {
    for (const details of everything("details")) details.open = true;
  };

  const addRules = (rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };

  // Numbers what the Tab key should stop at, in the order it stands in.
  const numberStops = () => {
    const groups = new Set();
    let number = 0;
    for (const node of everything(CONTROLS)) {
      const reached = node.tabIndex >= 0 && !node.disabled && node.type !== "hidden";
      if (!reached || !node.checkVisibility({ visibilityProperty: true })) continue;
      if (node.type === "radio") {
        // One stop for all of a name.
        if (groups.has(node.name)) continue;
        groups.add(node.name);
      }
      node.dataset.stop = number++;
    }
    return number;
  };

  const ring = (style) =>
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";

  // A ring may be drawn on the thing itself, on what it stands for (a radio's label), or around it (a card).
  const hasRing = (node) =>
    [node, node.nextElementSibling, node.parentElement, node.firstElementChild, node.closest(".card")]
      .filter(Boolean)
      .some((one) => [null, "::before", "::after"].some((part) => ring(getComputedStyle(one, part))));

  // Puts the keyboard at the top, wherever a page has put it.
  const toTheTop = () => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  };

  const stop = () => {
    const node = document.activeElement;
    if (!node || node === document.body || node === document.documentElement) return null;
    const box = node.getBoundingClientRect();
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return {
      number: node.dataset.stop === undefined ? null : Number(node.dataset.stop),
      what: node.outerHTML.slice(0, 100),
      seen: hasRing(node),
      covered: there && !there.contains(node) && !node.contains(there),
      onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  };

  window.bar = {
    addRules,
    cutOff,
    moving,
    numberStops,
    overHalf,
    printed,
    sideways,
    small,
    stop,
    tables,
    toTheTop,
    unfold,
    withoutEdges,
  };
})();
