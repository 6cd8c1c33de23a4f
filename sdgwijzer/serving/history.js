// One act of the visitor is one entry in the history.
//
// Streamlit adds an entry for the choices and another for the page, and one when a link is put in
// its usual form; Back would then need several steps, or lead to a page that moves on at once. Only
// the first entry after an act of the visitor is added; what follows it by itself replaces it.
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
