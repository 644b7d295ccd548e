/* The page: its state lives in the address, so that a reload shows the same card again. */
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const $ = id => document.getElementById(id);
const FILTERS = ["search", "document", "level", "topic", "kind"];
const VIEWS = ["cards", "account", "composition"];
const ROW = 78;

const cards = data.cards.flatMap(card =>
  data.noteTypes[card.noteType].templates.map((_, ordinal) => ({ ...card, ordinal, id: ordinal ? `${card.guid}-${ordinal}` : card.guid })));
const state = {
  view: "cards", card: "", ...Object.fromEntries(FILTERS.map(name => [name, ""])),
  night: matchMedia("(prefers-color-scheme: dark)").matches ? "1" : "", phone: "",
  ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))),
};
let shown = cards;
let at = 0;
let flipped = false;

const remember = () => {
  const kept = Object.entries(state).filter(([name, value]) => value || name === "night");
  history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
};

/* ---- filters ---- */

const words = card => card.words ??= `${card.question} ${card.fields.join(" ")} ${card.tags.join(" ")}`
  .replace(/<[^>]*>/g, " ").toLowerCase();
const fits = card => {
  const wanted = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  return (!state.document || data.documents[card.document].name === state.document)
    && (!state.level || card.level === state.level)
    && (!state.kind || card.kind === state.kind)
    && (!state.topic || card.topic === state.topic || card.topic.startsWith(`${state.topic}::`))
    && wanted.every(word => words(card).includes(word));
};
const topicName = topic => topic.replaceAll("::", " › ");

const applyFilters = () => {
  const before = state.card;
  shown = cards.filter(fits);
  const found = shown.findIndex(card => card.id === before);
  $("count").textContent = shown.length === cards.length
    ? plural(cards.length, "card") : `${number(shown.length)} of ${plural(cards.length, "card")}`;
  $("none").hidden = shown.length > 0;
  document.querySelector(".desk").hidden = shown.length === 0;
  if (shown.length) select(Math.max(found, 0));
  else { renderRows(); remember(); }
};
const setFilters = values => {
  for (const name of FILTERS) {
    state[name] = values[name] ?? "";
    $(name).value = state[name];
  }
  applyFilters();
};

const fillSelect = (id, values, name = value => value) => {
  for (const value of values) $(id).append(new Option(name(value), value));
  $(id).value = state[id];
};
const prefixes = topic => topic.split("::").map((_, n, parts) => parts.slice(0, n + 1).join("::"));

/* ---- the list: only the rows in sight exist ---- */

const renderRows = () => {
  const list = $("list");
  const first = Math.max(Math.floor(list.scrollTop / ROW) - 4, 0);
  const last = Math.min(first + Math.ceil((list.clientHeight || 600) / ROW) + 8, shown.length);
  $("rows").style.height = `${shown.length * ROW}px`;
  $("rows").replaceChildren(...shown.slice(first, last).map((card, n) => row(card, first + n)));
  if (shown.length) list.setAttribute("aria-activedescendant", `row-${at}`);
};
const row = (card, index) => make("div", {
  class: "row", role: "option", id: `row-${index}`, style: `top:${index * ROW}px`,
  "aria-selected": String(index === at), "aria-posinset": index + 1, "aria-setsize": shown.length,
  onclick: () => select(index),
}, make("span", { class: "asked", dir: "auto" }, card.question),
  make("span", { class: "about" }, `${card.level.toUpperCase()} · ${card.kind} · ${topicName(card.topic)}`));
const levelTitle = key => data.levels.find(level => level.key === key)?.title ?? key;

const select = index => {
  at = Math.min(Math.max(index, 0), shown.length - 1);
  state.card = shown[at].id;
  flipped = false;
  const list = $("list");
  if (at * ROW < list.scrollTop) list.scrollTop = at * ROW;
  else if ((at + 1) * ROW > list.scrollTop + list.clientHeight) list.scrollTop = (at + 1) * ROW - list.clientHeight;
  renderRows();
  showCard();
  showOrigin();
  remember();
};

/* ---- the card, in a document of its own as in Anki ---- */

const frame = $("frame");
const filled = card => {
  const noteType = data.noteTypes[card.noteType];
  const values = Object.fromEntries(noteType.fields.map((name, n) => [name, card.fields[n]]));
  const template = noteType.templates[card.ordinal];
  const own = { Tags: card.tags.join(" "), Deck: card.deck, Subdeck: card.deck.split("::").pop(),
                Type: noteType.name, Card: template.name, CardFlag: "" };
  return Anki.fill(template, { ...own, ...values }, card.ordinal);
};
const withPictures = html => html.replace(/(<img\b[^>]*?\bsrc=")([^"]+)"/g,
  (whole, before, name) => (data.media[name] ? `${before}${data.media[name]}"` : whole));

const dressCard = () => {
  const root = frame.contentDocument.documentElement;
  const night = state.night === "1", phone = state.phone === "1";
  root.className = [phone && "mobile android linux js", night && "night-mode"].filter(Boolean).join(" ");
  root.dataset.bsTheme = night ? "dark" : "light";
  const dark = phone ? "night_mode nightMode ankidroid_dark_mode" : "nightMode night_mode";
  frame.contentDocument.body.className = `card card${(shown[at]?.ordinal ?? 0) + 1} ${night ? dark : ""}`.trim();
};
const showCard = () => {
  const room = frame.contentDocument?.getElementById("qa");
  if (!room || !shown.length) return;
  const card = shown[at];
  const side = flipped ? "back" : "front";
  dressCard();
  const style = frame.contentDocument.getElementById("style");
  const { css } = data.noteTypes[card.noteType];
  if (style.textContent !== css) style.textContent = css;
  room.innerHTML = withPictures(filled(card)[side]);
  frame.contentWindow.scrollTo(0, 0);
  frame.title = `The card, ${side}`;
  $("flip").textContent = flipped ? "Show question" : "Show answer";
  $("position").textContent = `${number(at + 1)} / ${number(shown.length)}`;
  $("previous").disabled = at === 0;
  $("next").disabled = at === shown.length - 1;
  const spoken = flipped ? room.querySelector(".answer") ?? room : room;
  $("spoken").textContent = `Card ${at + 1} of ${shown.length}, ${side}: ${spoken.textContent.trim().slice(0, 400)}`;
  fit();
};
const fit = () => {
  const phone = state.phone === "1";
  frame.style.height = phone ? "" : `${frame.contentDocument.documentElement.offsetHeight}px`;
};
const flip = () => { flipped = !flipped; showCard(); };

const prepareFrame = () => {
  frame.addEventListener("load", () => {
    const inner = frame.contentDocument;
    inner.addEventListener("keydown", onKey);
    inner.addEventListener("click", event => {
      const link = event.target.closest("a, summary, button, input");
      if (link?.matches("a")) event.preventDefault();
      if (!link && !inner.getSelection().toString()) flip();
    });
    new ResizeObserver(fit).observe(inner.body);
    applyFilters();
  }, { once: true });
  frame.srcdoc = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">
<style>${$("anki").textContent}</style><style id="style"></style></head>
<body class="card"><div id="content"><div id="qa"></div></div></body></html>`;
};

/* ---- where a card came from ---- */

const showOrigin = () => {
  const card = shown[at];
  const doc = data.documents[card.document];
  const lines = card.end > card.line ? `${card.line}–${card.end}` : `${card.line}`;
  const facts = [
    ["From", make("code", {}, `${doc.path}:${card.line}`)],
    [`${card.level.toUpperCase()} because`, card.why],
    ["Kind", `${card.kind}, by the rule ${card.rule}`],
    ["Deck", card.deck.replaceAll("::", " › ")],
    ["Tags", card.tags.join(", ")],
  ];
  $("facts").replaceChildren(...facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
  $("origin").firstElementChild.textContent = `Lines ${lines} of ${doc.name}`;
  $("origin").lastElementChild.textContent = doc.lines.slice(card.line - 1, card.end)
    .map((text, n) => `${String(card.line + n).padStart(String(card.end).length)}  ${text}`).join("\n");
};

/* ---- views and switches ---- */

const drawn = new Set();
const draw = {
  cards: () => renderRows(),
  account: () => {
    $("documents").append(...data.documents.map(doc => Charts.account(doc, openLine)));
    $("findings").hidden = data.findings.length === 0;
    $("findings").lastElementChild.append(...data.findings.map(found => make("li", {}, make("code", {}, found))));
  },
  composition: () => {
    $("levels").append(...data.levels.map((level, n) =>
      make("li", {}, make("i", { class: "part key", "data-level": n % 4 }), ` ${level.title}`)));
    const by = property => cards.reduce((counts, card) => {
      const key = property(card);
      counts[key] ??= {};
      counts[key][card.level] = (counts[key][card.level] ?? 0) + 1;
      return counts;
    }, {});
    const plot = (title, name, property, names = key => key) => Charts.bars(title, by(property), data.levels, names,
      key => { setFilters({ [name]: key }); show("cards"); $("list").focus(); });
    $("plots").append(
      make("div", {}, plot("Topic", "topic", card => card.topic, topicName)),
      make("div", {},
        plot("Level", "level", card => card.level, levelTitle),
        plot("Kind", "kind", card => card.kind),
        plot("Document", "document", card => data.documents[card.document].name)));
  },
};
const show = view => {
  state.view = VIEWS.includes(view) ? view : "cards";
  for (const name of VIEWS) {
    const chosen = name === state.view;
    $(name).hidden = !chosen;
    $(`tab-${name}`).setAttribute("aria-selected", String(chosen));
    $(`tab-${name}`).tabIndex = chosen ? 0 : -1;
  }
  if (!drawn.has(state.view)) draw[state.view]();
  if (state.view !== "cards") drawn.add(state.view);
  remember();
};
const openLine = (doc, line) => {
  const document_ = data.documents.indexOf(doc);
  const card = cards.find(card => card.document === document_ && card.lines.some(([start, end]) => start <= line && line <= end));
  if (!card) return;
  state.card = card.id;
  show("cards");
  setFilters({});
  $("flip").focus();
};
const dress = () => {
  document.documentElement.classList.toggle("night", state.night === "1");
  $("stage").classList.toggle("phone", state.phone === "1");
  for (const name of ["night", "phone"]) $(name).setAttribute("aria-pressed", String(state[name] === "1"));
  if (frame.contentDocument?.getElementById("qa")) { dressCard(); fit(); }
  remember();
};
const toggle = name => { state[name] = state[name] === "1" ? "" : "1"; dress(); };

/* ---- keys ---- */

const keys = {
  " ": flip,
  ArrowRight: () => select(at + 1), j: () => select(at + 1),
  ArrowLeft: () => select(at - 1), k: () => select(at - 1),
  n: () => toggle("night"), p: () => toggle("phone"),
  "/": () => { show("cards"); $("search").focus(); },
};
const anywhere = new Set(["n", "p", "/"]);
const onKey = event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const busy = event.target.closest?.("input, select, textarea, [role=tab]") || (event.key === " " && event.target.closest?.("button, summary"));
  if (event.key === "Escape" && event.target === $("search")) {
    event.preventDefault(); // Chromium would clear the search
    $("list").focus();
  }
  if (busy || !keys[event.key] || (state.view !== "cards" && !anywhere.has(event.key))) return;
  if (!shown.length && !anywhere.has(event.key)) return;
  event.preventDefault();
  keys[event.key]();
};
const listKeys = {
  ArrowDown: () => at + 1, ArrowUp: () => at - 1, PageDown: () => at + 10, PageUp: () => at - 10,
  Home: () => 0, End: () => shown.length - 1,
};

/* ---- watching ---- */

const watch = async () => {
  try {
    const { version, problems } = await (await fetch("version")).json();
    if (version !== data.version) location.reload();
    $("problems").hidden = !problems.length;
    if ($("problems").textContent !== problems.join("\n")) $("problems").textContent = problems.join("\n");
  } catch { /* the server has gone: the page stays as it is */ }
  setTimeout(watch, 700);
};

$("summary").textContent = `${plural(cards.length, "card")} from ${plural(data.documents.length, "document")}`;
fillSelect("document", data.documents.map(doc => doc.name));
fillSelect("level", data.levels.map(level => level.key), levelTitle);
fillSelect("topic", [...new Set(cards.flatMap(card => prefixes(card.topic)))].sort(), topicName);
fillSelect("kind", [...new Set(cards.map(card => card.kind))].sort());
$("search").value = state.search;

let typing;
$("search").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => { state.search = $("search").value; applyFilters(); }, 80);
});
for (const name of FILTERS.slice(1)) {
  $(name).addEventListener("change", () => { state[name] = $(name).value; applyFilters(); });
}
$("filters").addEventListener("submit", event => event.preventDefault());
$("filters").addEventListener("reset", event => { event.preventDefault(); setFilters({}); });
$("clear").addEventListener("click", () => { setFilters({}); $("search").focus(); });
$("list").addEventListener("scroll", renderRows, { passive: true });
$("list").addEventListener("keydown", event => {
  if (!listKeys[event.key] || !shown.length) return;
  event.preventDefault();
  select(listKeys[event.key]());
});
new ResizeObserver(renderRows).observe($("list"));
$("previous").addEventListener("click", () => select(at - 1));
$("next").addEventListener("click", () => select(at + 1));
$("flip").addEventListener("click", flip);
$("night").addEventListener("click", () => toggle("night"));
$("phone").addEventListener("click", () => toggle("phone"));
for (const name of VIEWS) $(`tab-${name}`).addEventListener("click", () => show(name));
document.querySelector("[role=tablist]").addEventListener("keydown", event => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  show(VIEWS[(VIEWS.indexOf(state.view) + step + VIEWS.length) % VIEWS.length]);
  $(`tab-${state.view}`).focus();
});
document.addEventListener("keydown", onKey);

prepareFrame();
dress();
show(state.view);
if (data.version) watch();
