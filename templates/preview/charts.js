/* Pictures of numbers: what became of each line of a document, what a deck is made of. */
"use strict";

/* Make an element: its attributes, then what is in it. Text stays text. */
const make = (name, attributes = {}, ...children) => {
  const space = ["svg", "path", "rect"].includes(name) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

const number = value => value.toLocaleString("en");
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

const Charts = (() => {
  const CLASSES = { card: "card", context: "context", "left out": "out" };
  const PITCH = 3, COLUMN = 56, GAP = 10;

  const fateOfLines = doc => {
    const fates = new Array(doc.lines.length + 1);
    for (const [start, end, fate] of doc.runs) fates.fill(doc.fates[fate], start, end + 1);
    return fates;
  };

  /* One document: a picture of its lines in columns, each line as long as its words. */
  const account = (doc, open) => {
    const fates = fateOfLines(doc);
    const said = make("p", { class: "said" });
    const cursor = make("rect", { class: "cursor", width: COLUMN, height: PITCH, rx: 1 });
    const picture = make("svg", { class: "map", "aria-hidden": "true" });
    const slider = make("div", {
      class: "strip", role: "slider", tabindex: 0, "aria-orientation": "horizontal",
      "aria-label": `Lines of ${doc.name}`, "aria-valuemin": 1, "aria-valuemax": doc.lines.length,
    }, picture);
    let line = 1, rows = 1;

    const move = to => {
      line = Math.min(Math.max(to, 1), doc.lines.length);
      const fate = fates[line];
      const words = doc.lines[line - 1].trim() || "blank";
      const meaning = fate ? `${fate.outcome}: ${fate.reason}` : "blank";
      said.replaceChildren(make("b", {}, `${line}`), ` ${meaning} `, make("code", {}, words));
      slider.setAttribute("aria-valuenow", line);
      slider.setAttribute("aria-valuetext", `line ${line}, ${meaning}: ${words.slice(0, 120)}`);
      cursor.setAttribute("x", Math.floor((line - 1) / rows) * (COLUMN + GAP));
      cursor.setAttribute("y", ((line - 1) % rows) * PITCH);
    };
    const at = event => {
      const box = picture.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left) / (COLUMN + GAP));
      return column * rows + Math.min(Math.floor((event.clientY - box.top) / PITCH), rows - 1) + 1;
    };
    const draw = () => {
      const columns = Math.max(1, Math.floor((slider.clientWidth + GAP) / (COLUMN + GAP)));
      rows = Math.max(Math.ceil(doc.lines.length / columns), Math.min(doc.lines.length, 24));
      const paths = { card: "", context: "", out: "" };
      doc.lines.forEach((words, index) => {
        const fate = fates[index + 1];
        if (!fate || !words.trim()) return;
        const indent = Math.min(words.length - words.trimStart().length, 18);
        const length = Math.max(3, Math.min(words.trim().length * 0.5, COLUMN - indent));
        const x = Math.floor(index / rows) * (COLUMN + GAP) + indent;
        paths[CLASSES[fate.outcome]] += `M${x} ${(index % rows) * PITCH + PITCH / 2}h${length}`;
      });
      picture.setAttribute("width", Math.ceil(doc.lines.length / rows) * (COLUMN + GAP) - GAP);
      picture.setAttribute("height", rows * PITCH);
      picture.replaceChildren(cursor, ...Object.entries(paths).map(([name, d]) => make("path", { class: name, d })));
      move(line);
    };
    const steps = { ArrowRight: () => 1, ArrowDown: () => 1, ArrowLeft: () => -1, ArrowUp: () => -1,
                    PageDown: () => 20, PageUp: () => -20, Home: () => -line, End: () => doc.lines.length };
    slider.addEventListener("pointermove", event => move(at(event)));
    slider.addEventListener("click", event => { move(at(event)); open(doc, line); });
    slider.addEventListener("keydown", event => {
      if (event.key === "Enter") open(doc, line);
      else if (steps[event.key]) move(line + steps[event.key]());
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    new ResizeObserver(draw).observe(slider);
    return make("section", { class: "document" },
      make("h2", {}, doc.name), make("p", { class: "sum" }, sumOf(doc)), slider, said, reasons(doc));
  };

  const sumOf = doc => {
    const sums = Object.fromEntries(Object.keys(CLASSES).map(outcome => [outcome, 0]));
    for (const fate of doc.fates) sums[fate.outcome] += fate.lines;
    return `${plural(doc.fates.reduce((sum, fate) => sum + fate.lines, 0), "line")} with words: `
      + `${number(sums.card)} became ${plural(doc.cards, "card")}, ${number(sums.context)} context, `
      + `${number(sums["left out"])} left out`;
  };

  const reasons = doc => {
    const rows = doc.fates.map((fate, index) => make("tr", {},
      make("td", { class: "number" }, number(fate.lines)),
      make("td", {}, fate.outcome),
      make("td", {}, fate.outcome === "left out" ? leftOut(doc, fate, index) : fate.reason)));
    const head = make("tr", {}, ...["lines", "became", "by or because"].map(words => make("th", { scope: "col" }, words)));
    return make("details", { class: "reasons" }, make("summary", {}, "By rule and reason"),
      make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
  };

  /* A reason with the lines it left out, written when it is opened. */
  const leftOut = (doc, fate, index) => {
    const inner = make("pre", { tabindex: 0 });
    const details = make("details", { ontoggle: () => {
      inner.textContent ||= doc.runs.filter(run => run[2] === index)
        .flatMap(([start, end]) => doc.lines.slice(start - 1, end).map((words, n) => `${start + n}  ${words}`))
        .join("\n");
    } }, make("summary", {}, fate.reason), inner);
    return details;
  };

  /* Bars of one property of the cards, each parted by level. */
  const bars = (title, counts, levels, names, choose) => {
    const sum = ([, by]) => levels.reduce((total, level) => total + (by[level.key] ?? 0), 0);
    const entries = Object.entries(counts).sort((a, b) => sum(b) - sum(a) || a[0].localeCompare(b[0]));
    const widest = Math.max(...entries.map(sum), 1);
    const rows = entries.map(entry => {
      const [key, by] = entry;
      const parts = levels.map((level, n) => make("i", {
        class: "part", "data-level": n % 4, style: `width:${100 * (by[level.key] ?? 0) / widest}%`,
      }));
      return make("tr", {},
        make("th", { scope: "row" }, make("button", { class: "plain", onclick: () => choose(key) }, names(key))),
        make("td", { class: "plot", "aria-hidden": "true" }, make("span", { class: "track" }, ...parts)),
        ...levels.map(level => make("td", { class: "number" }, by[level.key] ? number(by[level.key]) : "·")),
        make("td", { class: "number total" }, number(sum(entry))));
    });
    const head = make("tr", {}, make("th", { scope: "col" }, title), make("td", { class: "plot" }),
      ...levels.map(level => make("th", { scope: "col", class: "number" }, level.key.toUpperCase())),
      make("th", { scope: "col", class: "number" }, "all"));
    return make("table", { class: "bars" }, make("caption", { class: "hidden" }, `Cards by ${title.toLowerCase()} and level`),
      make("thead", {}, head), make("tbody", {}, ...rows));
  };

  return { account, bars };
})();
