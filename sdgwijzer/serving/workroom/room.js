// Asks whether there is something new, counts the time down, and keeps what is typed.
"use strict";
(() => {
  const body = document.body;
  const offline = document.querySelector(".offline");
  const fresh = document.querySelector(".fresh");
  const left = document.querySelector("[data-left]");
  let until = left ? Date.now() + 1000 * Number(left.dataset.left) : 0;
  let tag = body.dataset.tag;

  const said = (seconds) => {
    if (seconds <= 0) return WORDS.up;
    const minutes = Math.ceil(seconds / 60);
    if (minutes < 120) return WORDS.minutes.replace("{}", minutes);
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? WORDS.hours.replace("{}", hours) : WORDS.days.replace("{}", Math.floor(hours / 24));
  };
  const tick = () => { if (left && until) left.textContent = said((until - Date.now()) / 1000); };
  if (left) setInterval(tick, 5000);

  const show = (news) => {
    if (!fresh) { location.reload(); return; }
    const link = fresh.querySelector("a");
    link.href = location.href;
    link.textContent = news.woorden;
    fresh.hidden = false;
  };
  const ask = async () => {
    try {
      const answer = await fetch(`${body.dataset.stand}?sinds=${body.dataset.known || 0}`,
        { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (offline) offline.hidden = true;
      if (answer.status === 200) {
        const news = await answer.json();
        tag = answer.headers.get("ETag");
        if (left && news.seconden !== null) until = Date.now() + 1000 * news.seconden;
        if (news.nieuw) show(news);
        return true;
      }
      return false;
    } catch {
      if (offline) offline.hidden = false;
      return false;
    }
  };
  if (body.dataset.stand) {
    let quiet = 0;
    const next = async () => {
      if (!document.hidden) quiet = (await ask()) ? 0 : quiet + 1;
      setTimeout(next, (quiet > 24 ? 15000 : 5000) + Math.random() * 1000);
    };
    setTimeout(next, 4000 + Math.random() * 2000);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  }

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = `concept:${location.pathname}`;
    const fields = [...form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), textarea")];
    try {
      const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
      for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
    } catch { /* a browser that keeps nothing */ }
    form.addEventListener("input", () => {
      try { sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((f) => [f.name, f.value])))); } catch { /* as above */ }
    });
  }
  if (document.querySelector("[data-saved]")) {
    try { Object.keys(sessionStorage).filter((key) => key.startsWith("concept:")).forEach((key) => sessionStorage.removeItem(key)); } catch { /* as above */ }
  }
  document.querySelector(".refused")?.focus();
})();
