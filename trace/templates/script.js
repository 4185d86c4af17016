"use strict";
(function () {
  const find = (id) => document.getElementById(id);

  /* Tables: show the rows that contain the words; "words" are a whole cell. */
  const given = new URLSearchParams(location.search);
  document.querySelectorAll("input[data-table]").forEach((input) => {
    const bodies = [...find(input.dataset.table).tBodies];
    const rows = !bodies.length || bodies[0].matches(".pair")
      ? bodies : [...bodies[0].rows];
    const count = document.querySelector(
      `output[data-count="${input.dataset.table}"]`);
    const has = (row, word) => /^".*"$/.test(word)
      ? [...row.querySelectorAll("td")].some(
        (cell) => `"${cell.textContent.trim().toLowerCase()}"` === word)
      : row.textContent.toLowerCase().includes(word);
    const show = () => {
      const words = input.value.toLowerCase().match(/"[^"]*"|\S+/g) || [];
      let shown = 0;
      rows.forEach((row) => {
        row.hidden = !words.every((word) => has(row, word));
        shown += !row.hidden;
      });
      count.textContent = `${shown} of ${rows.length}`;
    };
    input.addEventListener("input", show);
    input.value = given.get(input.dataset.table) || "";
    show();

    /* The bar stays in sight as long as its table, no longer. */
    const bar = input.closest(".tools");
    const section = document.createElement("section");
    bar.before(section);
    while (section.nextSibling && !section.querySelector("table")) {
      section.append(section.nextSibling);
    }
  });

  /* Tables that can be searched can be sorted, also by keyboard. */
  document.querySelectorAll("input[data-table]").forEach((input) => {
    const table = find(input.dataset.table);
    const body = table.tBodies[0];
    if (!body || body.matches(".pair") || table.tHead.rows.length > 1) { return; }
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.ariaSort === "ascending";
        [...table.tHead.rows[0].cells].forEach((h) => { h.ariaSort = null; });
        head.ariaSort = down ? "descending" : "ascending";
        const key = (row) => row.cells[column].textContent.trim();
        body.append(...[...body.rows].sort((a, b) => (down ? -1 : 1)
          * key(a).localeCompare(key(b), "en", { numeric: true })));
      });
    });
  });

  /* The matrix: search, filter, expand. */
  const items = [...document.querySelectorAll("details.item")];
  const controls = ["search", "level", "verdict", "need", "review", "derived"];
  if (items.length) {
    const texts = items.map((i) => i.textContent.toLowerCase());
    const filter = () => {
      const words = find("search").value.toLowerCase().split(/\s+/);
      const level = find("level").value;
      const verdict = find("verdict").value;
      const need = find("need").value;
      const review = find("review").value;
      let shown = 0;
      items.forEach((item, n) => {
        const d = item.dataset;
        const fits = words.every((word) => texts[n].includes(word))
          && (!level || d.level === level)
          && (!verdict || d.verdict === verdict
              || (verdict === "open" && d.verdict !== "ok"))
          && (!need || d.needs.split(" ").includes(need))
          && (!review || d.review === review)
          && (!find("derived").checked || "derived" in d);
        item.hidden = !fits;
        shown += fits;
      });
      find("count").textContent = `${shown} of ${items.length} requirements`;
      const heading = find("parentless");
      if (heading) {
        heading.hidden = !items.some((item) => !item.hidden
          && heading.compareDocumentPosition(item)
             & Node.DOCUMENT_POSITION_FOLLOWING);
      }
      document.querySelector(".none").hidden = shown > 0;
    };
    const wanted = new URLSearchParams(location.search);
    controls.forEach((id) => {
      if (wanted.has(id)) { find(id).value = wanted.get(id); }
      find(id).addEventListener("input", filter);
      find(id).addEventListener("change", filter);
    });
    const open = (state) => items.forEach((item) => {
      if (!item.hidden) { item.open = state; }
    });
    find("expand").addEventListener("click", () => open(true));
    find("collapse").addEventListener("click", () => open(false));
    filter();
  }

  /* The objectives: search, level, and the state at that level. */
  const goals = [...document.querySelectorAll("tr.objective")];
  if (goals.length) {
    const texts = goals.map((g) => g.textContent.toLowerCase());
    const filter = () => {
      const words = find("osearch").value.toLowerCase().split(/\s+/);
      const level = find("olevel").value;
      const state = find("ostate").value;
      let shown = 0;
      goals.forEach((goal, n) => {
        const levels = [...(level || goal.dataset.levels)];
        const fits = words.every((word) => texts[n].includes(word))
          && levels.some((l) => goal.dataset.levels.includes(l)
            && (!state || goal.dataset[l.toLowerCase()] === state));
        goal.hidden = !fits;
        shown += fits;
      });
      find("ocount").textContent = `${shown} of ${goals.length} objectives`;
      find("no-objective").hidden = shown > 0;
    };
    const wanted = new URLSearchParams(location.search);
    ["osearch", "olevel", "ostate"].forEach((id) => {
      if (wanted.has(id)) { find(id).value = wanted.get(id); }
      find(id).addEventListener("input", filter);
      find(id).addEventListener("change", filter);
    });
    filter();
  }

  /* A link to something opens what hides it. */
  const reveal = () => {
    const target = find(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    target.hidden = false;
    const inside = target.matches("details") ? target
      : target.querySelector("details");
    if (inside) { inside.open = true; }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  /* On paper everything is open. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => {
    closed.forEach((d) => { d.open = false; });
  });
})();
