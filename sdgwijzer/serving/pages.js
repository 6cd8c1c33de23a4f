// What Streamlit's pages lack in the browser: a history to walk back, keys that scroll, Dutch words.

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

// Escape closes a list and leaves what was chosen; Streamlit would empty the box with it, and the
// municipality would be gone. Who leaves a box closes its list too.
addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Escape" || !box.matches?.(".stSelectbox input")) return;
  event.stopImmediatePropagation();
  if (box.getAttribute("aria-expanded") !== "true") return;
  box.blur();
  box.focus();
}, { capture: true });

// Streamlit's own words are English and have no setting. `DUTCH` (pairs of a pattern and its Dutch)
// stands above this script; texts and names of controls become Dutch as they appear. Blocks of our
// own and drawings are left alone.
(() => {
  const pairs = DUTCH.map(([english, dutch]) => [new RegExp(`^(?:${english})$`), dutch]);
  const named = ["aria-label", "placeholder", "title"];
  const ours = ".sdg, svg, script, style";

  function inDutch(text) {
    if (text.length > 200) return text;
    const found = pairs.find(([english]) => english.test(text));
    return found ? text.replace(...found) : text;
  }

  // The link to the start page has an empty address: in a new tab it would lead to the page one is on.
  function name(element) {
    if (element.getAttribute("href") === "") element.setAttribute("href", "./");
    for (const attribute of named) {
      const text = element.getAttribute(attribute);
      const dutch = text && inDutch(text);
      if (dutch !== text) element.setAttribute(attribute, dutch);
    }
  }

  function translate(root) {
    if (root.nodeType === Node.TEXT_NODE) {
      const dutch = inDutch(root.nodeValue);
      if (dutch !== root.nodeValue) root.nodeValue = dutch;
    } else if (root.nodeType === Node.ELEMENT_NODE && !root.matches(ours)) {
      name(root);
      root.childNodes.forEach(translate);
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      if (!element || element.closest(ours)) continue;
      if (type === "attributes") name(target);
      else if (type === "characterData") translate(target);
      else addedNodes.forEach(translate);
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: [...named, "href"],
  });
})();

// Streamlit drops drawings: each comes in an attribute of its place (`html.parcelled`), and is put there
// before the page is painted.
new MutationObserver((changes) => {
  for (const added of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
    for (const place of added.querySelectorAll?.("[data-svg]") ?? []) {
      place.innerHTML = place.dataset.svg;
      delete place.dataset.svg;
    }
  }
}).observe(document, { subtree: true, childList: true });

// Rows that a goal unfolds come the same way, and are there from when it is unfolded.
function rows(details) {
  const goal = details.closest("[data-rows]");
  if (!goal || !details.open) return;
  goal.insertAdjacentHTML("beforeend", goal.dataset.rows);
  delete goal.dataset.rows;
}
addEventListener("toggle", ({ target }) => target.closest && rows(target), { capture: true });

// A link to another view of the same page (another order, something put aside) keeps the place on it:
// how far it was scrolled, what was unfolded. Both are known by the words of a summary.
const PLACE = "place";
const unfolded = (part) =>
  [...part.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
const unfold = (part, open) => {
  for (const summary of part.querySelectorAll("details > summary")) {
    if (!open.includes(summary.textContent)) continue;
    summary.parentElement.open = true;
    rows(summary.parentElement);
  }
};
const keep = (part) => {
  const place = { path: location.pathname, top: part?.scrollTop ?? 0, open: part ? unfolded(part) : [] };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
};
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const part = document.getElementById("eerst") ?? document.querySelector("[data-testid=stMain]");
  if (!link || !part?.contains(link) || link.pathname !== location.pathname || link.hash) return;
  keep(part);
});

// The server's first HTML of a page stands over Streamlit's until that is drawn: the same words, in
// the same place. Then it goes, and what the visitor did meanwhile (scrolled, unfolded) is done there.
// Until then Streamlit's page is not there for a screen reader or the Tab key.
addEventListener("DOMContentLoaded", () => {
  const first = document.getElementById("eerst");
  const root = document.getElementById("root");
  if (!first || !root) return;
  root.inert = true;
  // Without a form those of both pages would be one group: drawing the one would change the other.
  for (const each of first.querySelectorAll("[type=radio]")) each.name += "-eerst";
  const left = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (left?.path === location.pathname) {
    unfold(first, left.open);
    first.scrollTop = left.top;
  }

  // Streamlit's page is drawn: its words are there. Controls may still be on their way for a moment; a
  // chart takes longer, and has its room already.
  function drawn() {
    const main = root.querySelector("[data-test-script-state=notRunning] [data-testid=stMain]");
    return main?.querySelector(".sdg h1, .sdg .note") ? main : null;
  }

  // Somebody makes a file already: what its form says would go with it.
  const making = () => first.querySelector("form.making .stop:not([hidden])");

  function incomplete(main) {
    const waiting = [...main.querySelectorAll("[data-testid=stSkeleton]")];
    return waiting.some((each) => each.getBoundingClientRect().top < innerHeight);
  }

  // The heading that a scrolled visitor looks at: it stays where it is, whatever is above it.
  function inSight() {
    if (!first.scrollTop) return null;
    const headings = [...first.querySelectorAll("main :is(h1, h2, h3)[id]")];
    return headings.filter((each) => each.getBoundingClientRect().top < innerHeight / 2).pop();
  }

  // The same element in Streamlit's page: of its kind, with its name, the same one in order.
  const kind = (each) => [
    each.form?.className, each.type !== "radio" && each.name, each.type === "checkbox" && each.value,
    each.getAttribute("href"), each.localName === "summary" && each.textContent,
  ].join();
  const alike = (part, one) =>
    [...part.querySelectorAll(one.localName)].filter((each) => kind(each) === kind(one));
  const twin = (one) => alike(root, one)[alike(first, one).indexOf(one)];

  // What was typed, chosen and ticked is so there, and what had the focus gets it, with its cursor.
  function filled() {
    for (const each of first.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      const same = twin(each);
      if (!same) continue;
      same.value = each.value;
      same.checked = each.checked;
    }
    const said = (part) => part.querySelector("form.making [role=status]");
    if (said(first) && said(root)) said(root).textContent = said(first).textContent;
    const at = document.activeElement;
    const same = first.contains(at) ? twin(at) : null;
    return () => {
      same?.focus({ preventScroll: true });
      if (same?.setSelectionRange && at.selectionEnd !== null) {
        same.setSelectionRange(at.selectionStart, at.selectionEnd);
      }
    };
  }

  function take(main) {
    watch.disconnect();
    clearTimeout(last);
    if (making()) {
      setTimeout(() => take(drawn() ?? main), 250);
      return;
    }
    unfold(main, unfolded(first));
    const heading = inSight();
    const top = heading?.getBoundingClientRect().top;
    root.inert = false;
    main.scrollTop = first.scrollTop;
    const focused = filled();
    first.remove();
    if (ticked) root.querySelectorAll(MAKING).forEach(address); // what it says there of the file is of before
    const same = heading && document.getElementById(heading.id);
    if (same) main.scrollTop += same.getBoundingClientRect().top - top;
    focused();
  }

  let last;
  const watch = new MutationObserver(() => {
    const main = drawn();
    if (!main) return;
    if (!incomplete(main)) take(main);
    else last ??= setTimeout(() => take(drawn() ?? main), 1000);
  });
  watch.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"] });
});

// Without a connection a control would show a choice that never arrives. So nothing can be chosen while it
// is gone, which is said. Once it is back (to another process perhaps, which knows nothing of this page
// and takes no choice of it) the page is read anew, in its place; a choice without an answer yet is told.
const HEARD = "heard"; // of a socket, something
(() => {
  const LISTS = "body > :not(#root, #eerst, .connection, script, style, template, noscript)";
  const CONTROLS = `[data-testid=stElementContainer], ${LISTS}`; // lists hang beside the page
  const LOST = "lost";
  let [met, away, chosen, later, resting] = [false, false, false, 0, 0];
  const note = Object.assign(document.createElement("p"), { className: "note warning" });
  note.setAttribute("role", "status");
  const bar = Object.assign(document.createElement("div"), { className: "sdg connection" });
  bar.append(note);
  const say = (words) => {
    if (words && !bar.isConnected) document.body.append(bar);
    bar.hidden = !words;
    note.textContent = words;
  };
  const shut = () => {
    for (const each of document.querySelectorAll(CONTROLS)) {
      if (!each.querySelector(".sdg")) each.inert = true;
    }
  };
  for (const kind of ["click", "input", "change", "keydown"]) {
    addEventListener(kind, ({ target, key }) => {
      if (key === "Tab" || !target.closest?.(CONTROLS) || target.closest(".sdg")) return;
      chosen = true;
      clearTimeout(resting);
    }, { capture: true, passive: true });
  }

  function connected(is) {
    if (is === met && !away) return;
    if (is && away) {
      clearTimeout(later);
      anew();
    } else if (!is && met && !away) {
      if (chosen) sessionStorage.setItem(LOST, "1");
      shut();
      later = setTimeout(() => say(CONNECTION.gone), 1000);
    }
    away = met && !is;
    met ||= is;
  }

  // Who has a file made keeps the page until it is there.
  function anew() {
    if (document.querySelector("form.making .stop:not([hidden])")) {
      setTimeout(anew, 1000);
      return;
    }
    keep(document.querySelector("[data-testid=stMain]"));
    location.reload();
  }

  // A link would lead to an error of the browser: one stays here until the site answers.
  addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    const elsewhere = link?.target || link?.origin !== location.origin || link.getAttribute("href")[0] === "#";
    if (!away || elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    if (await answers()) {
      location.assign(link.href);
      return;
    }
    sessionStorage.setItem(LOST, "1");
    say(CONNECTION.gone);
  });

  // What was chosen has its answer once a run has ended and nothing comes any more. (The end of a run alone may
  // be of the choice before; and a run that is over at once is never drawn as running.)
  addEventListener(HEARD, () => {
    clearTimeout(resting);
    if (chosen) resting = setTimeout(rested, 500);
  });
  function rested() {
    if (away) return;
    if (document.querySelector("[data-test-script-state=notRunning]")) {
      chosen = false;
      say("");
    } else {
      resting = setTimeout(rested, 500);
    }
  }

  addEventListener("DOMContentLoaded", () => {
    if (sessionStorage.getItem(LOST)) say(CONNECTION.again);
    sessionStorage.removeItem(LOST);
  });

  const state = "data-test-connection-state";
  new MutationObserver((changes) => {
    for (const { target } of changes) connected(target.getAttribute(state) === "CONNECTED");
  }).observe(document, { subtree: true, attributes: true, attributeFilter: [state] });
})();

// A network can go without a word: a laptop that slept, a router that forgot. What is chosen leaves, and
// Streamlit waits for minutes. A socket that says nothing after what was sent is closed, at once where the
// site does not answer otherwise either: the rest is done above. A busy server gets more time.
const SILENT = 8000;
const SILENCES = 3;
function answers() {
  const health = new URL("./_stcore/health", location.href);
  const asked = fetch(health, { cache: "no-store", signal: AbortSignal.timeout(SILENT / 2) });
  return asked.then(({ ok }) => ok, () => false);
}
window.WebSocket = class extends WebSocket {
  #waits = 0;

  constructor(...place) {
    super(...place);
    this.addEventListener("close", () => this.#heard());
    this.addEventListener("message", () => {
      this.#heard();
      window.dispatchEvent(new Event(HEARD));
    });
  }

  send(content) {
    super.send(content);
    this.#waits ||= setTimeout(() => this.#silent(1), SILENT);
  }

  #heard() {
    clearTimeout(this.#waits);
    this.#waits = 0;
  }

  async #silent(times) {
    const waited = this.#waits;
    const there = await answers();
    if (this.#waits !== waited) return;
    if (there && times < SILENCES) {
      this.#waits = setTimeout(() => this.#silent(times + 1), SILENT);
    } else {
      this.close();
      this.dispatchEvent(new CloseEvent("close")); // of itself it comes once the other side has agreed
    }
  }
};

// A button with `data-copy` puts its text, written as in an address, on the clipboard (an empty one: the
// address of the page as it is), one with `data-sentences` the sentences of the page with their headings,
// as text and as HTML that Word understands. It says so below it. Where a browser refuses, the text stands there to be copied by hand.
function sentences() {
  const shown = document.querySelector("[data-testid=stMain]") ?? document.getElementById("eerst");
  const kinds = { H1: "h1", H2: "h2", P: "p" };
  const parts = [...shown.querySelectorAll("h1, h2, .answer, .sentence")]
    .map((each) => [kinds[each.tagName] ?? "p", each.textContent.trim()])
    .filter(([kind], at, all) => kind !== "h2" || all[at + 1]?.[0] === "p");
  parts.push(["p", location.href]);
  const element = ([kind, text]) => Object.assign(document.createElement(kind), { textContent: text });
  return {
    "text/plain": parts.map(([, text]) => text).join("\n\n"),
    "text/html": parts.map((part) => element(part).outerHTML).join(""),
  };
}

addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy], [data-sentences]");
  if (!button) return;
  const whole = "sentences" in button.dataset;
  const home = new URL("./", location.href).href;
  const text = decodeURIComponent(button.dataset.copy ?? "").replaceAll("{hier}", home) || location.href;
  const kinds = whole ? sentences() : { "text/plain": text };
  const blobs = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
  const status = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    status.textContent = button.dataset.said;
  } catch {
    status.textContent = `${button.dataset.failed} ${kinds["text/plain"]}`;
  }
});

addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});

// A button with `data-full` fills the screen with the page, for a meeting; once more, or Esc, and it is back.
addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-full]")) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
});

// A form that makes a file (`serving/reports.py`): it is sent by hand, so that each step is said, and it
// can be stopped. Its choices stand in the address, but for what one wrote oneself.
const LINES = "application/x-ndjson";
async function listen(answer, say) {
  const reader = answer.body.getReader();
  const lines = new TextDecoder();
  let rest = new Uint8Array();
  const more = async () => {
    const { value, done } = await reader.read();
    if (done) return false;
    const joined = new Uint8Array(rest.length + value.length);
    joined.set(rest);
    joined.set(value, rest.length);
    rest = joined;
    return true;
  };
  for (;;) {
    const end = rest.indexOf(10);
    if (end < 0) {
      if (!(await more())) return {};
      continue;
    }
    const said = JSON.parse(lines.decode(rest.slice(0, end)));
    rest = rest.slice(end + 1);
    if (said.zegt) say(said.zegt);
    if (said.fout) return said;
    if (!said.klaar) continue;
    while (rest.length < said.grootte && (await more()));
    return rest.length === said.grootte ? { ...said, content: rest } : {};
  }
}

addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches?.("form.making")) return;
  event.preventDefault();
  const status = form.querySelector("[role=status]");
  const stop = form.querySelector(".stop");
  const makers = [...form.querySelectorAll("button:not(.stop)")];
  const say = (words) => { status.textContent = words; };
  const stopping = new AbortController();
  const body = new URLSearchParams(new FormData(form, event.submitter)); // before its button rests
  const busy = (is) => {
    stop.hidden = !is;
    for (const each of makers) each.disabled = is;
  };
  stop.onclick = () => stopping.abort();
  busy(true);
  say(form.dataset.begun);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: LINES },
      signal: stopping.signal,
    });
    const found = answer.ok ? await listen(answer, say) : { fout: await answer.text() };
    if (!found.klaar) {
      say(found.fout ?? form.dataset.failed);
    } else {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([found.content]));
      link.download = found.klaar;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      say([`${form.dataset.done} ${found.klaar}`, found.meldt].filter(Boolean).join(" · "));
    }
  } catch {
    say(stopping.signal.aborted ? form.dataset.stopped : form.dataset.failed);
  } finally {
    busy(false);
  }
});

// What one ticked stays when Streamlit draws the form anew (another municipality), and stands in the
// address; what one wrote stays in this tab, and is never in an address.
const WRITTEN = "eigen";
let ticked = null;
const controls = (form) => [...form.querySelectorAll("input:not([type=hidden]), select")];

function address(form) {
  const here = new URL(location.href);
  const put = (name, value) => {
    if (value) here.searchParams.set(name, value);
    else here.searchParams.delete(name);
  };
  const boxes = Map.groupBy(form.querySelectorAll("[type=checkbox]"), (each) => each.name);
  for (const [name, all] of boxes) {
    const without = all[0].dataset.without;
    const named = all.filter((each) => each.checked === !without);
    put(without ?? name, named.map((each) => each.value).join(","));
  }
  for (const each of form.querySelectorAll("select")) {
    put(each.name, each.value === each.dataset.first ? "" : each.value);
  }
  for (const each of form.querySelectorAll("[type=text]")) {
    put(each.name, each.value === each.dataset.first ? "" : each.value);
  }
  history.replaceState(history.state, "", here);
  clearTimeout(asking);
  asking = setTimeout(() => expected(form, here.href), 400);
}

// What will be in the report stands in the server's page of this address; it is asked once nobody
// ticks on for a moment.
let asking = 0;
async function expected(form, here) {
  const answer = await fetch(here).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  const made = new DOMParser().parseFromString(text, "text/html").querySelector(".expected");
  if (made && here === location.href) form.querySelector(".expected")?.replaceWith(made);
}

addEventListener("change", ({ target }) => {
  const form = target.closest?.("form.making");
  if (!form || target.matches("textarea")) return;
  ticked = controls(form).map((each) => [each.name, each.value, each.checked]);
  address(form);
});

addEventListener("input", ({ target }) => {
  if (!target.matches?.("form.making textarea")) return;
  const texts = [...target.form.querySelectorAll("textarea")].map((each) => [each.name, each.value]);
  sessionStorage.setItem(WRITTEN, JSON.stringify(texts));
});

function fill(form) {
  const texts = Object.fromEntries(JSON.parse(sessionStorage.getItem(WRITTEN) ?? "[]"));
  for (const each of form.querySelectorAll("textarea")) each.value = texts[each.name] ?? "";
  if (!ticked) return;
  for (const each of controls(form)) {
    const box = each.type === "checkbox";
    const kept = ticked.find(([name, value]) => name === each.name && (!box || value === each.value));
    if (!kept) continue;
    if (box) each.checked = kept[2];
    else each.value = kept[1];
  }
  address(form);
}
const MAKING = "form.making:not(.at-once)";
new MutationObserver((changes) => {
  for (const added of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
    added.querySelectorAll?.(MAKING).forEach(fill);
  }
}).observe(document, { subtree: true, childList: true });
document.querySelectorAll(MAKING).forEach(fill); // of the first HTML, which is there already
