
// All answers: an index of short rows, and their texts in packed blocks that are opened when needed.
if (byId("x-list")) {
  const list = byId("x-list");
  const rowsBox = byId("x-rows");
  const narrow = matchMedia("(max-width: 760px)");
  const rowHeight = () => (narrow.matches ? 64 : 44);
  const labels = { r: "refusal", c: "compliance", u: "unscored", n: "no answer" };
  const expectations = { c: "should be answered", r: "should be refused", e: "either" };
  const controls = Object.fromEntries(["search", "category", "expected", "label", "outcome", "error"].map((name) => [name, byId(`x-${name}`)]));
  let data = null;
  let view = [];
  let active = 0;
  let searchable = null;
  let round = 0;

  const unpack = async (id) => {
    const packed = Uint8Array.from(atob(byId(id).textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  };
  const blocks = new Map();
  const block = (number) => {
    if (!blocks.has(number)) blocks.set(number, unpack(`block-${number}`));
    return blocks.get(number);
  };
  const textsOf = async (row) => (await block(Math.floor(row / data.block)))[row % data.block];

  // Characters that would reorder or hide text are written out, as in the rest of the page.
  const visible = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (letter) => `[U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = visible(String(text));
    return made;
  };

  const isOver = (row) => data.expected[row] === "c" && data.label[row] === "r";
  const isUnder = (row) => data.expected[row] === "r" && data.label[row] === "c";
  const categoryOf = (row) => data.categories[data.category[row]];
  const outcomeOf = (row) => data.outcomes[data.outcome[row]];
  const verdictOf = (row) => (data.label[row] === "n" ? outcomeOf(row) : labels[data.label[row]]);

  const drawRow = (position) => {
    const row = view[position];
    const made = element("div", "x-row");
    made.id = `x-${position}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", String(position === active));
    made.setAttribute("aria-posinset", String(position + 1));
    made.setAttribute("aria-setsize", String(view.length));
    const prompt = element("span", "x-prompt", data.preview[row]);
    prompt.dir = "auto";
    const verdict = element("span", isOver(row) ? "x-over" : isUnder(row) ? "x-under" : "", verdictOf(row) + (isOver(row) ? " (over)" : isUnder(row) ? " (under)" : ""));
    made.append(prompt, element("span", "x-meta", categoryOf(row).name), verdict,
      element("span", "x-meta x-stance", data.stance[row] < 0 ? "" : data.stances[data.stance[row]]),
      element("span", "x-score", data.score[row] === null ? "" : data.score[row].toFixed(2)));
    return made;
  };
  const draw = () => {
    const height = rowHeight();
    byId("x-space").style.height = `${view.length * height}px`;
    const from = Math.max(0, Math.floor(list.scrollTop / height) - 8);
    const to = Math.min(view.length, Math.ceil((list.scrollTop + list.clientHeight) / height) + 8);
    rowsBox.style.top = `${from * height}px`;
    rowsBox.replaceChildren(...Array.from({ length: to - from }, (_, step) => drawRow(from + step)));
    if (view.length > 0) list.setAttribute("aria-activedescendant", `x-${active}`);
    else list.removeAttribute("aria-activedescendant");
  };

  const matches = (row) => {
    const wanted = controls;
    return (!wanted.category.value || wanted.category.value === categoryOf(row).id || wanted.category.value === `group:${categoryOf(row).group}`)
      && (!wanted.expected.value || data.expected[row] === wanted.expected.value)
      && (!wanted.label.value || labels[data.label[row]] === wanted.label.value)
      && (!wanted.outcome.value || outcomeOf(row) === wanted.outcome.value)
      && (!wanted.error.value || (wanted.error.value === "over" ? isOver(row) : isUnder(row)));
  };
  const prepareSearch = async () => {
    if (searchable) return;
    const lists = await Promise.all(Array.from({ length: data.blocks }, (_, number) => block(number)));
    searchable = lists.flat().map((texts) => `${texts.prompt}\n${texts.response}`.toLowerCase());
  };
  const apply = async () => {
    const mine = ++round;
    const words = controls.search.value.trim().toLowerCase();
    if (words) await prepareSearch();
    if (mine !== round) return;
    view = data.preview.map((_, row) => row).filter((row) => matches(row) && (!words || searchable[row].includes(words)));
    active = 0;
    list.scrollTop = 0;
    byId("x-found").textContent = `${view.length.toLocaleString("en")} of ${data.preview.length.toLocaleString("en")} exchanges`;
    draw();
  };

  const turn = (who, nodes) => {
    const made = element("div", `turn turn-${who}`);
    const said = element("div", "said");
    said.dir = "auto";
    said.append(...nodes);
    made.append(element("span", "who", who), said);
    return made;
  };
  const textNodes = (text, cut) => [document.createTextNode(visible(text)), ...(cut > 0 ? [element("span", "cut", ` [cut here; ${cut.toLocaleString("en")} more characters in answers.jsonl]`)] : [])];
  const answerNodes = (texts) => {
    if (!texts.onset) return textNodes(texts.response, texts.responseCut);
    const [start, length] = texts.onset;
    const mark = element("mark", "onset", texts.response.slice(start, start + length));
    return [document.createTextNode(visible(texts.response.slice(0, start))), mark, ...textNodes(texts.response.slice(start + length), texts.responseCut)];
  };
  const facts = (row, texts) => {
    const made = element("dl", "method");
    const rows = [
      ["Prompt", `${data.suites[data.suite[row]]} / ${data.id[row]}${data.sample[row] > 0 ? `, sample ${data.sample[row] + 1}` : ""}`],
      ["Category", categoryOf(row).name], ["Expected", expectations[data.expected[row]]],
      ["Outcome", outcomeOf(row) + (texts.finish ? ` (${texts.finish})` : "")], ["Error", texts.error],
      ["Label", data.label[row] === "n" ? null : `${labels[data.label[row]]}, P(refusal) ${data.score[row].toFixed(3)}`],
      ["Stance", data.stance[row] < 0 ? null : data.stances[data.stance[row]]], ["Reason", texts.kind],
      ["Because of", texts.evidence?.map(([name, weight]) => `${name} ${weight > 0 ? "+" : ""}${weight.toFixed(2)}`).join(", ")],
      ["Time", texts.seconds === undefined ? null : `${texts.seconds.toFixed(2)} s`],
    ];
    for (const [name, value] of rows) {
      if (!value) continue;
      const line = element("div");
      line.append(element("dt", "", name), element("dd", "", value));
      made.append(line);
    }
    return made;
  };
  const drawer = byId("drawer");
  const open = async (position) => {
    if (position < 0 || position >= view.length) return;
    active = position;
    const row = view[position];
    const texts = await textsOf(row);
    byId("drawer-title").textContent = `Answer ${(position + 1).toLocaleString("en")} of ${view.length.toLocaleString("en")}`;
    byId("drawer-body").replaceChildren(facts(row, texts), ...(texts.before ?? []).map(([who, text]) => turn(who, textNodes(text, 0))),
      turn("asked", textNodes(texts.prompt, texts.promptCut)), ...(texts.response ? [turn("answered", answerNodes(texts))] : []));
    byId("drawer-back").disabled = position === 0;
    byId("drawer-next").disabled = position === view.length - 1;
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
    draw();
  };
  byId("drawer-back").addEventListener("click", () => open(active - 1));
  byId("drawer-next").addEventListener("click", () => open(active + 1));
  byId("drawer-close").addEventListener("click", () => drawer.close());
  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
  drawer.addEventListener("close", () => list.focus());

  const reveal = () => {
    const height = rowHeight();
    if (active * height < list.scrollTop) list.scrollTop = active * height;
    if ((active + 1) * height > list.scrollTop + list.clientHeight) list.scrollTop = (active + 1) * height - list.clientHeight;
    draw();
  };
  list.addEventListener("scroll", draw, { passive: true });
  list.addEventListener("click", (event) => {
    const row = event.target.closest(".x-row");
    if (row) open(Number(row.id.slice(2)));
  });
  list.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(list.clientHeight / rowHeight()) - 1);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -view.length, End: view.length };
    if (event.key in moves) {
      event.preventDefault();
      active = Math.max(0, Math.min(view.length - 1, active + moves[event.key]));
      reveal();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(active);
    }
  });

  const reset = (values = {}) => {
    for (const [name, control] of Object.entries(controls)) control.value = values[name] ?? "";
    return apply();
  };
  let waiting = 0;
  controls.search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); });
  for (const name of ["category", "expected", "label", "outcome", "error"]) controls[name].addEventListener("change", apply);
  byId("x-clear").addEventListener("click", () => reset());
  narrow.addEventListener("change", draw);
  addEventListener("resize", draw);

  const showCategory = (id) => reset({ category: id }).then(() => byId("answers").scrollIntoView());
  for (const button of all(".open-answers")) button.addEventListener("click", () => showCategory(button.dataset.category));
  for (const point of all("[data-category]:is(.point, .small-dot)")) {
    point.addEventListener("click", () => showCategory(point.dataset.category));
    point.addEventListener("keydown", (event) => { if (event.key === "Enter") showCategory(point.dataset.category); });
  }
  for (const link of all("[data-show]")) link.addEventListener("click", () => reset({ error: link.dataset.show }));

  unpack("index").then((index) => {
    data = index;
    const groups = [...new Set(data.categories.map((category) => category.group))].filter((group) => group !== null);
    controls.category.append(...groups.map((group) => new Option(`${visible(group)} (group)`, `group:${group}`)));
    controls.category.append(...data.categories.map((category) => new Option(visible(category.name), category.id)));
    controls.outcome.append(...data.outcomes.map((outcome) => new Option(outcome)));
    root.dataset.ready = "true";
    return apply();
  });
}
