// What Streamlit's pages lack in the browser: a history to walk back, and keys that scroll.

// One act of the visitor is one entry in the history. Streamlit adds an entry for the choices and
// another for the page, and one when a link is put in its usual form: Back would need several steps,
// or lead to a page that moves on at once. Only the first entry after an act is added; what follows
// it by itself replaces it.
(() => {
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let acted = false;
  const act = () => { acted = true; };
  for (const kind of ["pointerdown", "keydown", "click", "change"]) {
    addEventListener(kind, act, { capture: true, passive: true });
  }
  addEventListener("popstate", () => { acted = false; }, { capture: true });
  history.pushState = (...entry) => {
    (acted ? push : replace)(...entry);
    acted = false;
  };
})();

// What scrolls is an element inside the document. On a fresh page it has no focus, and Page Down
// would do nothing.
addEventListener("keydown", (event) => {
  const main = document.querySelector("[data-testid=stMain]");
  const keys = ["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", " "];
  if (main && document.activeElement === document.body && keys.includes(event.key)) {
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }
}, { capture: true });
