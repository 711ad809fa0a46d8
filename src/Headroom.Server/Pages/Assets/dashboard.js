// What pages do beyond being read: hear of changes, keys, and times in the reader's own zone. Pages work without it.
"use strict";
(() => {
  const body = document.body, byId = id => document.getElementById(id), pulse = byId("pulse"), down = byId("down");

  // Changes. Nothing is asked for while nobody looks, while a row is chosen, or while a form is filled in.
  const isBusy = () => document.hidden || document.querySelector("main input:checked, dialog[open]")
    || document.activeElement?.matches("main input, main select");
  const changed = () => { if (!isBusy()) body.dispatchEvent(new CustomEvent("headroom:changed")) };
  const say = on => { if (pulse) { pulse.textContent = on ? pulse.dataset.live : pulse.dataset.paused; pulse.classList.toggle("off", !on) } };
  let seen = new Date();
  const alive = isAlive => {
    if (isAlive) seen = new Date();
    if (down) { down.hidden = isAlive; down.textContent = isAlive ? "" : down.dataset.text.replace("{0}", seen.toLocaleTimeString(document.documentElement.lang)) }
    say(isAlive);
  };
  if (pulse) {
    alive(true);
    // Many changes at once are one look.
    let timer = 0, source = null, lost = 0;
    const soon = () => { timer ||= setTimeout(() => { timer = 0; changed() }, 1000) };
    const open = () => {
      source = new EventSource(body.dataset.events);
      for (const name of body.dataset.kinds.split(" ")) source.addEventListener(name, soon);
      // A stream ends now and then and is opened anew; only one that stays away is told.
      source.onerror = () => { lost ||= setTimeout(() => alive(false), 6000) };
      source.onopen = () => { clearTimeout(lost); lost = 0; alive(true); soon() };
    };
    // A browser has few connections to a server for all its tabs: only what is seen keeps one.
    const seenOrNot = () => { if (document.hidden) { source?.close(); source = null } else if (!source) open() };
    document.addEventListener("visibilitychange", seenOrNot);
    seenOrNot();
    setInterval(changed, 15000);
    body.addEventListener("htmx:after:request", event => alive((event.detail.ctx?.response?.status ?? 200) < 500));
    body.addEventListener("htmx:error", () => alive(false));
  }

  // Logs keep to their end while it is in view.
  const follow = () => { const log = byId("log-text"); if (log && !log.dataset.held) log.scrollTop = log.scrollHeight };
  document.addEventListener("scroll", event => {
    const log = event.target;
    if (log.id === "log-text") log.scrollTop + log.clientHeight < log.scrollHeight - 8 ? log.dataset.held = "1" : delete log.dataset.held;
  }, true);

  // Times of charts in the reader's zone; the page itself says UTC.
  const clocks = () => {
    for (const time of document.querySelectorAll("time[data-clock]"))
      time.textContent = new Date(time.dateTime).toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" });
  };
  body.addEventListener("htmx:after:swap", () => { clocks(); follow() });
  clocks(); follow();

  // What takes a while says so. A page that is shown again from the browser's store is no longer busy.
  const busy = document.querySelector("form[data-busy]"), press = busy?.querySelector("button"), pressed = press?.textContent;
  busy?.addEventListener("submit", () => { press.disabled = true; press.textContent = busy.dataset.busy });
  addEventListener("pageshow", () => { if (press) { press.disabled = false; press.textContent = pressed } });

  // Keys.
  const help = byId("help");
  byId("help-open")?.addEventListener("click", () => help.showModal());
  let isGoing = false;
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea") || help?.open) return;

    const entry = isGoing && document.querySelector(`.side a[data-key="${CSS.escape(event.key)}"]`);
    isGoing = false;
    if (entry) entry.click();
    else if (event.key === "/" && byId("search")) { event.preventDefault(); byId("search").focus() }
    else if (event.key === "?" && help) help.showModal();
    else if (event.key === "g") { isGoing = true; setTimeout(() => isGoing = false, 1500) }
  });
})();
