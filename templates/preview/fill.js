/* Anki's template language: fields, filters, conditions, FrontSide. A template is read once, so
   braces in a field stay the text they are. */
"use strict";

const Anki = (() => {
  const SECTION = /\{\{\s*([#^])\s*([^}]+?)\s*\}\}([\s\S]*?)\{\{\s*\/\s*\2\s*\}\}/g;
  const FIELD = /\{\{\s*([^#^/}][^}]*?)\s*\}\}/g;
  const CLOZE = /\{\{c(\d+)::([\s\S]*?)(?:::([\s\S]*?))?\}\}/g;
  const EMPTY = /^(?:\s|<\/?(?:br|div) ?\/?>)*$/i;

  const filters = {
    text: value => value.replace(/<[^>]*>/g, ""),
    hint: (value, { name }) => value && `<details class="hint"><summary>${name}</summary>${value}</details>`,
    type: () => '<input type="text" id="typeans" aria-label="Your answer" disabled>',
    cloze: (value, { ordinal, answer }) => value.replace(CLOZE, (_, number, text, hint) => {
      if (Number(number) !== ordinal + 1) {
        return `<span class="cloze-inactive" data-ordinal="${number}">${text}</span>`;
      }
      return `<span class="cloze" data-ordinal="${number}">${answer ? text : `[${hint ?? "..."}]`}</span>`;
    }),
  };

  const sections = (template, values) => template.replace(SECTION, (_, sign, name, inner) => {
    const empty = EMPTY.test(values[name] ?? "");
    return (sign === "#") === empty ? "" : sections(inner, values);
  });

  const render = (template, values, side) =>
    sections(template, values).replace(FIELD, (_, expression) => {
      const names = expression.split(":");
      const name = names.pop();
      return names.reduceRight(
        (value, filter) => (filters[filter] ?? (same => same))(value, { ...side, name }),
        values[name] ?? `{unknown field ${name}}`,
      );
    });

  /* Both sides of a note's card: `values` are its fields and Anki's own, `ordinal` its template. */
  const fill = (template, values, ordinal = 0) => {
    const front = render(template.front, values, { ordinal, answer: false });
    const back = render(template.back, { ...values, FrontSide: front }, { ordinal, answer: true });
    return { front, back };
  };

  return { fill };
})();
