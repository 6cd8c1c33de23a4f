// What static pages do by themselves: another municipality, a list that is filtered, copying, printing.
// `PLACES` (pairs of a name and its part of an address) and `WORDS` stand above this script.

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const element = (tag, given, ...inside) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...inside);
  return made;
};

// The link to all municipalities becomes a choice that stays on the page of the same goal.
for (const where of document.querySelectorAll(".where[data-to]")) {
  const option = ([name, slug]) => element("option", { value: slug, defaultSelected: name === where.dataset.place }, name);
  const none = where.dataset.place ? [] : [element("option", { value: "" }, WORDS.choose)];
  const select = element("select", {}, ...none, ...PLACES.map(option));
  select.setAttribute("aria-label", WORDS.place);
  select.addEventListener("change", () => {
    if (select.value) location.href = where.dataset.to.replace("*", select.value);
  });
  addEventListener("pageshow", () => {
    const mine = [...select.options].find((each) => each.defaultSelected) ?? select.options[0];
    mine.selected = true;
  });
  where.replaceChildren(select);
}

// A link to the row of a municipality brings it in sight within its table, and leaves the title in sight.
addEventListener("load", () => {
  const row = document.querySelector("tr :target");
  if (!row) return;
  row.scrollIntoView({ block: "center" });
  scrollTo(0, 0);
});

// The page with everything gets a box; what does not have every word that is typed goes out of sight.
if (document.title.startsWith(WORDS.search)) {
  const lists = [...document.querySelectorAll("main ul.links")];
  const items = lists.flatMap((list) => [...list.children]).map((item) => [item, plain(item.textContent)]);
  const input = element("input", { type: "search", maxLength: 200, autocomplete: "off" });
  const status = element("p", { className: "quiet" });
  status.setAttribute("role", "status");
  const filter = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    for (const [item, text] of items) item.hidden = !words.every((word) => text.includes(word));
    for (const list of lists) {
      const empty = [...list.children].every((item) => item.hidden);
      list.hidden = empty;
      if (/^H[23]$/.test(list.previousElementSibling?.tagName)) list.previousElementSibling.hidden = empty;
    }
    status.textContent = items.every(([item]) => item.hidden) ? WORDS.none : "";
  };
  input.addEventListener("input", filter);
  const label = element("label", {}, WORDS.filter, input);
  document.querySelector("main h1").after(element("div", { className: "filter" }, label, status));
  input.focus();
  filter();
}

addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy], [data-sentences], [data-print], [data-full]");
  if (!button) return;
  if ("print" in button.dataset) return print();
  if ("full" in button.dataset) return document.documentElement.requestFullscreen?.();
  const root = new URL(document.getElementById("eerst").dataset.root, location.href).href;
  const said = [...document.querySelectorAll("main :is(h1, h2, h3, .sentence, .answer)")];
  const text = "sentences" in button.dataset
    ? [...said.map((each) => each.textContent.trim()), location.href].join("\n\n")
    : decodeURIComponent(button.dataset.copy).replaceAll("{hier}", root) || location.href;
  const status = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = button.dataset.said;
  } catch {
    status.textContent = `${button.dataset.failed} ${text}`;
  }
});
