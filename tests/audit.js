// What is wrong with the card on this page, for a window of the given width.
(width) => {
  const problems = new Set();
  const scrollers = "pre, .grid, .diagram, .formula";
  const small = ".context, footer, .footnote, .grid, sup, sub, code, kbd, pre";
  const say = (problem, element) =>
    problems.add(`${problem}: <${element.localName} class="${element.getAttribute("class") ?? ""}">`);
  const shown = (element) => element.getClientRects().length > 0;
  const style = (element) => getComputedStyle(element);
  const size = (element) => parseFloat(style(element).fontSize);

  const luminance = (colour) =>
    colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = style(at).backgroundColor;
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };

  if (document.scrollingElement.scrollWidth > width) say("the page scrolls sideways", document.body);
  for (const element of document.querySelectorAll(".deckgen, .deckgen *")) {
    if (!shown(element)) continue;
    const box = element.getBoundingClientRect();
    const inside = element.parentElement.closest(scrollers);
    if (!inside && (box.left < -1 || box.right > width + 1)) say("off the page", element);
    const { overflowX, overflowY } = style(element);
    if (overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1) say("cut off", element);
    if (overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1) say("cut off", element);
  }
  for (const pre of document.querySelectorAll("pre")) {
    const lines = pre.textContent.replace(/\n$/, "").split("\n").length;
    const room = pre.clientHeight - parseFloat(style(pre).paddingTop) - parseFloat(style(pre).paddingBottom);
    if (shown(pre) && room > (lines + 0.6) * parseFloat(style(pre).lineHeight)) say("code wraps", pre);
    if (size(pre) < 13) say(`code of ${size(pre)}px`, pre);
  }
  for (const target of document.querySelectorAll("summary, a[href]")) {
    const height = Math.min(...[...target.getClientRects()].map((box) => box.height));
    if (shown(target) && height < 38) say(`${height}px high to tap`, target);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.closest(".deckgen") || !shown(element)) continue;
    const drawn = element.closest("svg");
    const wanted = element.closest(small) ? 10 : 16;
    if (!drawn && size(element) < wanted) say(`text of ${size(element)}px`, element);
    const ink = drawn ? style(element).fill : style(element).color;
    const ratio = contrast(ink, ground(drawn ?? element));
    if (ratio < 4.5) say(`contrast of ${ratio.toFixed(1)}`, element);
  }
  return [...problems];
}
