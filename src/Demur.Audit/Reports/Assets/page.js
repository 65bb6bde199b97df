
// Everything here is a convenience: the figures and tables are in the page without it. Text from the run is only ever set as text.
const root = document.documentElement;
root.classList.add("has-js");
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const remember = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* a page from a file may have no storage */ } },
};

// Light or dark: the system's choice until the reader makes one.
{
  const button = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
    button.setAttribute("aria-pressed", String(isDark()));
  };
  const stored = remember.get("demur-theme");
  if (stored === "dark" || stored === "light") root.dataset.theme = stored;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember.set("demur-theme", root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  show();
}

// Tooltips, by pointer and by keyboard; Escape hides them.
{
  const tip = byId("tip");
  let owner = null;
  const hide = () => {
    owner?.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
  };
  const show = (event) => {
    const target = event.target.closest?.("[data-tip]");
    if (target === owner) return;
    hide();
    if (!target) return;
    owner = target;
    tip.textContent = target.dataset.tip;
    tip.hidden = false;
    target.setAttribute("aria-describedby", "tip");
    const box = (target.querySelector("circle") ?? target).getBoundingClientRect();
    const left = Math.min(Math.max(12, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 12);
    const above = box.top - tip.offsetHeight - 10;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 56 ? above : box.bottom + 10}px`;
  };
  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("scroll", hide, { passive: true, capture: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

// Tables sort by their headings; numbers start with the largest.
for (const table of all("table.sortable")) {
  const heads = all("thead th", table);
  const valueOf = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent;
  heads.forEach((head, column) => {
    if (!head.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const isNumber = head.dataset.sort === "number";
      const first = isNumber ? "descending" : "ascending";
      const order = head.getAttribute("aria-sort") === first ? (isNumber ? "ascending" : "descending") : first;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const compare = isNumber
        ? (a, b) => Number(valueOf(a, column)) - Number(valueOf(b, column))
        : (a, b) => valueOf(a, column).localeCompare(valueOf(b, column), "en");
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
    });
  });
}

// Long lists start short; a filter or the button opens them.
const expand = (list) => {
  list.classList.remove("collapsed");
  list.button?.remove();
};
for (const list of all("[data-collapse]")) {
  const host = list.closest("table") ?? list;
  if (list.children.length <= (list.matches("tbody") ? 12 : 8)) continue;
  list.classList.add("collapsed");
  list.button = document.createElement("button");
  list.button.type = "button";
  list.button.className = "expand";
  list.button.textContent = `Show all ${list.dataset.collapse}`;
  list.button.addEventListener("click", () => expand(list));
  host.after(list.button);
}

// The category table's filter.
for (const input of all("[data-filter-of]")) {
  const id = input.dataset.filterOf;
  const rows = all("tbody tr", byId(id));
  const group = document.querySelector(`[data-group-of="${id}"]`);
  const found = document.querySelector(`[data-found-of="${id}"]`);
  const apply = () => {
    expand(byId(id).tBodies[0]);
    const words = input.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = !(row.cells[0].textContent.toLowerCase().includes(words) && (!group?.value || row.dataset.group === group.value));
      count += row.hidden ? 0 : 1;
    }
    found.textContent = count === rows.length ? "" : `${count} of ${rows.length}`;
  };
  input.addEventListener("input", apply);
  group?.addEventListener("change", apply);
}

// The pairs' filter.
document.querySelector("[data-pairs]")?.addEventListener("change", (event) => {
  expand(document.querySelector(".pairs"));
  for (const pair of all(".pair")) pair.hidden = Boolean(event.target.value) && pair.dataset.verdict !== event.target.value;
});

// The navigation shows where the reader is.
{
  const links = new Map(all(".top nav a").map((link) => [link.hash.slice(1), link]));
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  all("main > section").forEach((section) => observer.observe(section));
}

// Paper cannot be clicked: open what a reader would open first, and close it again.
{
  let opened = [];
  addEventListener("beforeprint", () => {
    const wanted = [...all("details.figures"), ...all(".columns > div").flatMap((column) => all("details.surprise", column).slice(0, 4))];
    opened = wanted.filter((details) => !details.open);
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
}
