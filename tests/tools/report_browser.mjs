// SPDX-License-Identifier: Apache-2.0
// The tests of test_report_browser.py, run in one browser.
//
// usage: node report_browser.mjs REPORT SCREENS
// Each line of the input is {"test": NAME, "page": PAGE or ""}; each line of
// the output is {"error": what is wrong, or ""}.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { open } from "../../trace/browser.mjs";

const [report, screens] = process.argv.slice(2);
const WINDOW = { width: 1400, height: 1000 };
const SCHEMES = ["light", "dark"];
const tests = new Map();
let page, logged = [];

/* A test of each page stays on it, and leaves it as it was found. */
const everyPage = (name, run) => tests.set(name, run);
const test = (name, run) => tests.set(name, run);

const address = (name) => pathToFileURL(resolve(report, `${name}.html`))
  .href;

async function visit(name, query = "") {
  logged = [];
  await page.goto(address(name) + query);
}

async function stay(name) {
  if (page.url() !== address(name)) { await visit(name); }
}

const picture = (name) => page.screenshot({ path: `${screens}/${name}.png` });
const scheme = (colorScheme) => page.emulateMedia({ colorScheme });
const quiet = () => assert.deepEqual(logged, []);
const count = (css) => page.locator(css).count();

/* Of each element that can be seen: its text, or another property. */
const visible = (css, of = "textContent") => page.$$eval(css, (all, of) => all
  .filter((e) => e.checkVisibility()).map((e) => of in e ? e[of]
    : e.getAttribute(of)), of);

const sideways = () => page.evaluate(
  () => document.documentElement.scrollWidth - innerWidth);

everyPage("page opens without an error", async (name) => {
  await visit(name);
  quiet();
  assert.match(await page.title(), /Longeron/);
  const items = await page.locator("#main a[href='items.html']").count();
  const current = await page.locator("nav [aria-current]").getAttribute("href");
  assert.ok([`${name}.html`, items && "items.html"].includes(current), current);
  assert.ok(await sideways() <= 0, "the page is wider than the window");
  for (const colour of SCHEMES) {
    await scheme(colour);
    await picture(`${name}-${colour}`);
  }
});

everyPage("page loads in a second", async (name) => {
  await stay(name);
  const took = await page.evaluate(() => {
    const n = performance.getEntriesByType("navigation")[0];
    return n.loadEventEnd - n.startTime;
  });
  assert.ok(took > 0 && took < 1000, `${name}.html takes ${took} ms`);
});

const tooFaint = () => page.evaluate(() => {
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => v <= .03928
    ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const known = new Map();
  const back = (e) => {
    if (!e) { return [255, 255, 255]; }
    if (!known.has(e)) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      known.set(e, c.length < 4 || c[3] > 0 ? c : back(e.parentElement));
    }
    return known.get(e);
  };
  return [...document.querySelectorAll("body *")].filter((e) =>
    [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
    && !e.closest("svg, script") && e.checkVisibility()).map((e) => {
    const [a, b] = [rgb(getComputedStyle(e).color), back(e)].map(light);
    return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.outerHTML];
  }).filter(([ratio]) => ratio < 4.5).slice(0, 5).map((f) => f.join(" "));
});

everyPage("contrast", async (name) => {
  await stay(name);
  for (const colour of SCHEMES) {
    await scheme(colour);
    assert.deepEqual(await tooFaint(), [], colour);
  }
});

everyPage("zoom of 200 percent", async (name) => {
  await stay(name);
  await page.setViewportSize({ width: WINDOW.width / 2,
    height: WINDOW.height / 2 });
  assert.ok(await sideways() <= 0, "the page is wider than the window");
  await picture(`zoom-${name}`);
});

everyPage("narrow screen", async (name) => {
  await stay(name);
  for (const width of [1280, 1100, 1024, 520]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await sideways() <= 0, `the page is wider than ${width}`);
  }
  await picture(`narrow-${name}`);
});

/* Events of the print dialogue, which page.pdf() does not send by itself. */
const dialogue = (name) => page.evaluate(
  (name) => { dispatchEvent(new Event(name)); }, name);

everyPage("paper", async (name) => {
  await stay(name);
  await page.setViewportSize({ width: 688, height: 1000 });  // A4, margins off
  await page.emulateMedia({ media: "print" });
  const open = await count("details[open]");
  await dialogue("beforeprint");
  assert.equal(await count("details:not([open])"), 0);
  assert.deepEqual(await visible("nav, .tools, .skip, button:not(.sort)"), []);
  assert.ok(await sideways() <= 0, "the page is wider than the paper");
  assert.deepEqual(await page.$$eval("tr", (rows) => rows.filter((r) =>
    (getComputedStyle(r).breakInside === "avoid") !== !r.querySelector("pre"))
    .length), 0);
  assert.deepEqual(await page.$$eval("td.name", (cells) => cells.filter(
    (c) => getComputedStyle(c).overflowWrap !== "normal").length), 0);
  assert.deepEqual(await page.$$eval("thead", (heads) => heads.filter((h) =>
    getComputedStyle(h).display !== "table-header-group").length), 0);
  assert.deepEqual(await page.$$eval("main a[href]", (links) => links.filter(
    (a) => a.pathname !== location.pathname && !a.matches("td.n *")
      && ![a.pathname.split("/").pop(), decodeURIComponent(a.hash.slice(1))
        || "?"].some((target) => (a.textContent + getComputedStyle(a, "::after")
          .content).includes(target)) && !a.matches(".place"))
    .map((a) => a.outerHTML)), [], "the link's target is lost on paper");
  await page.screenshot({ path: `${screens}/paper-${name}.png` });
  await dialogue("afterprint");
  assert.equal(await count("details[open]"), open);
});

test("printed", async (name) => {
  await visit(name);
  await dialogue("beforeprint");
  await page.pdf({ path: `${screens}/${basename(name)}.pdf`,
    preferCSSPageSize: true });
  await dialogue("afterprint");
});

test("faint text is seen", async () => {
  await visit("index");
  assert.deepEqual(await tooFaint(), []);
  await page.addStyleTag({ content: "body { color: gray; background: gray }" });
  assert.notDeepEqual(await tooFaint(), []);
});

test("colours follow the scheme", async () => {
  await visit("index");
  for (const colour of SCHEMES) {
    await scheme(colour);
    const back = await page.evaluate(
      () => getComputedStyle(document.body).backgroundColor);
    const sum = back.match(/\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0);
    assert.equal(sum < 3 * 128, colour === "dark", back);
  }
});

test("requirement leads to its line of code", async () => {
  await visit("matrix");
  const all = (await visible("details.item", "id")).length;
  assert.ok(all > 1);

  // filter: only low-level requirements that need code
  await page.selectOption("#level", { label: "low level" });
  await page.selectOption("#need", "impl");
  const low = await visible("details.item", "id");
  assert.ok(low.length > 0 && low.length < all);
  assert.deepEqual(new Set(await visible("details.item", "data-level")),
    new Set(["llr"]));
  for (const needs of await visible("details.item", "data-needs")) {
    assert.match(needs, /\bimpl\b/);
  }

  // search: exactly one is left
  await page.fill("#search", low[0]);
  assert.deepEqual(await visible("details.item", "id"), [low[0]]);
  assert.match(await page.textContent("#count"), /^1 of /);

  // expand, and follow the function
  const item = page.locator(`[id="${low[0]}"]`);
  await item.locator("summary").click();
  const row = item.locator("tbody tr").filter(
    { has: page.locator("td:first-child", { hasText: /^impl$/ }) }).first();
  assert.ok(await row.isVisible());
  const name = await row.locator("td").nth(1).textContent();
  await picture("matrix-requirement");
  await row.locator("a.place").click();
  const line = page.locator("tr:target");
  assert.ok((await line.textContent()).includes(name.trim()));
  assert.ok(await line.evaluate((e) => {
    const r = e.getBoundingClientRect();
    return r.top >= 0 && r.bottom <= innerHeight;
  }), "the line is out of sight");
  quiet();
  await picture("source");

  // and back: the function's line leads to the requirement, which opens
  await line.getByText(low[0]).click();
  assert.ok(await item.isVisible());
  assert.ok(await item.evaluate((e) => e.open));
  quiet();
});

test("nothing found is said and expand all expands", async () => {
  await visit("matrix");
  await page.fill("#search", "no such text anywhere");
  assert.deepEqual(await visible("details.item"), []);
  assert.equal((await visible(".none")).length, 1);
  await page.fill("#search", " ");
  const items = await count("details.item");
  await page.click("#expand");
  assert.equal(await count("details.item[open]"), items);
  await page.click("#collapse");
  assert.equal(await count("details.item[open]"), 0);
});

test("filter in the address", async () => {
  await visit("matrix", "?level=sys");
  assert.deepEqual(new Set(await visible("details.item", "data-level")),
    new Set(["sys"]));
});

test("objectives by level and state", async () => {
  await visit("objectives");
  const totals = await page.$$eval("#totals tbody tr", (rows) => rows.map(
    (row) => row.innerText.trim().split(/\s+/)));
  assert.equal((await visible("tr.objective", "id")).length, 93);
  assert.deepEqual(totals.map(([level]) => level),
    ["A", "B", "C", "D", "DO-333"]);
  for (const [level, asked, , ...numbers] of totals) {
    assert.equal(numbers.reduce((a, b) => a + +b, 0), +asked);
    await page.selectOption("#olevel", { label: level });
    for (const state of ["met", "partly", "open", "needs a person"]) {
      await page.selectOption("#ostate", { label: state });
      assert.equal((await visible("tr.objective", "id")).length,
        +numbers.shift(), `${level}, ${state}`);
    }
  }
  await page.setViewportSize({ width: WINDOW.width / 2, height: 500 });
  assert.equal(await page.$eval(".wide-table:has(#totals)",
    (e) => e.scrollWidth - e.clientWidth), 0, "totals are cut off");
  await page.fill("#osearch", "no such text");
  assert.equal((await visible("#no-objective")).length, 1);
  await visit("objectives");
  await page.click("#totals a[href*=olevel] >> nth=0");
  assert.equal((await visible("tr.objective", "id")).length, 71);
  await visit("objectives", "?olevel=F");
  for (const id of await visible("tr.objective", "id")) {
    assert.match(id, /^FM\./);
  }
  quiet();
  await picture("objectives-formal");
});

test("objectives lead to a data item", async () => {
  await visit("objectives");
  await page.click("main a[href='items.html'] >> nth=0");
  await page.click("#items a[href='srd.html']");
  assert.ok((await visible("#llr tbody tr", "id")).length > 0);
  await page.click("main a[href='items.html'] >> nth=0");
  assert.match(page.url(), /items\.html$/);
  quiet();
});

test("table filter", async () => {
  await visit("matrix");
  const rows = await visible("#back tbody tr");
  const name = (await page.textContent("#back tbody tr code")).trim();
  await page.fill("[data-table=back]", name);
  const left = await visible("#back tbody tr");
  assert.ok(left.length > 0 && left.length <= rows.length);
  assert.ok(left.every((text) => text.includes(name)));
});

test("totals of tests lead to as many tests", async () => {
  await visit("svr");
  const links = await page.$$eval("td.n a[href^='tests.html?']",
    (all) => all.map((a) => [a.href, a.textContent]));
  assert.ok(links.length > 3);
  for (const [href, number] of links) {
    await page.goto(href);
    const rows = `${new URL(href).hash} > tbody.pair, #units > tbody > tr`
      .split(", ")[+href.endsWith("#units")];
    assert.equal((await visible(rows)).length, +number, href);
  }
  quiet();
});

test("log and image of a test are where their links lead", async () => {
  for (const need of ["utest", "itest"]) {
    await visit("matrix");
    await page.goto(await page.$eval(`tr[data-need=${need}] td:last-child a`,
      (a) => a.href));
    assert.ok(await page.isVisible(":target pre"), `no log of ${need}`);
  }
  await page.locator("#systems a[href^='identity.html#']").first().click();
  assert.match(await page.textContent("tr:target"), /[0-9a-f]{64}/);
  quiet();
});

test("a bar of filters ends with what it filters", async () => {
  await visit("matrix");
  const sections = await page.$$eval(".tools", (all) => all.map(
    (bar) => bar.parentElement.querySelectorAll("h2").length));
  assert.deepEqual(sections, sections.map(() => 0));
});

test("keyboard skips and sorts", async () => {
  await visit("matrix");
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const e = document.activeElement;
    return [e.textContent, e.getBoundingClientRect().x];
  });
  assert.equal(first[0], "Skip to the content");
  assert.ok(first[1] >= 0, "the skip link is out of sight");

  const column = () => visible("#back tbody tr td:first-child");
  await page.focus("#back th button");
  await page.keyboard.press("Enter");
  const up = await column();
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("#back th >> nth=0", "aria-sort"),
    "descending");
  assert.deepEqual([await column(), new Set(up).size > 1 || up.length < 2],
    [up.reverse(), true]);
});

/* From an objective by way of a data item and a requirement to each kind of its
   evidence; follow() and find() are done by mouse or keyboard. */
async function walk(follow, find) {
  await visit("matrix");
  const items = await page.$$eval("details.item[data-level=llr]",
    (all) => all.map((e) => [e.id, e.dataset.needs.split(" ")]));
  const proved = items.filter(([, needs]) => needs.includes("proof"));
  const onTarget = items.filter(([, needs]) => needs.includes("itest")
    && !needs.includes("proof"));
  assert.ok(proved.length > 0 && onTarget.length > 0);
  for (const [id, needs] of [...proved.slice(0, 2), ...onTarget.slice(0, 2)]) {
    await visit("objectives");
    await find("#osearch", "srd.html");
    await follow("tr.objective:not([hidden]) a[href='srd.html']");
    await find("[data-table=llr]", id, "main a[href='#all-llr']");
    await follow(`#llr a.req[href='matrix.html#${id}']`);
    const requirement = page.url();
    for (const need of needs.filter((n) => n !== "analysis")) {
      if (page.url() !== requirement) { await page.goto(requirement); }
      const link = { impl: "a.place", proof: "a[href^='proof.html#f-']",
        utest: "a[href^='tests.html#t-']",
        itest: "td:last-child a[href^='tests.html#t-']" }[need];
      const row = `[id="${id}"] tr[data-need=${need}]:has(${link}) `;
      assert.ok(await page.isVisible(row), `${id} is not open: ${need}`);
      const text = await page.textContent(row);
      const name = (await page.textContent(`${row}code`)).trim();
      if (need === "proof") { assert.match(text, /\d+ of \d+ goals/); }
      await follow(row + link);
      const there = page.locator(":target");
      assert.ok((await there.textContent()).includes(name), `${id}: ${name}`);
      assert.ok(await there.evaluate((e) => e.checkVisibility()
        && e.getBoundingClientRect().top < innerHeight), "it is out of sight");
      if (need === "itest") {
        assert.ok(await there.locator("pre").isVisible(), "no log in sight");
        const image = await page.locator(":target .hash").last().textContent();
        assert.match(image, /^[0-9a-f]{64}$/);
        assert.ok(text.includes(image.slice(0, 16)), "another image");
      }
      quiet();
    }
  }
}

async function arrive(act) {
  const gone = page.waitForEvent("framenavigated");
  await act();
  await gone;
  await page.waitForLoadState();
}

test("three clicks by mouse", () => walk(
  (css) => arrive(() => page.locator(css).first().click()),
  (css, text) => page.fill(css, text)));

async function tabTo(css) {
  for (let n = 0; n < 100; n++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((css) => document.activeElement.matches(css),
      css)) { return; }
  }
  assert.fail(`Tab does not lead to ${css}`);
}

async function enter(css) {
  await tabTo(css);
  await arrive(() => page.keyboard.press("Enter"));
}

test("three clicks by keyboard", () => walk(enter, async (css, text, jump) => {
  await enter("a.skip");
  if (jump) { await enter(jump); }
  await tabTo(css);
  await page.keyboard.type(text);
}));

test("graphs have the figures of the tables", async () => {
  await visit("coupling");
  const calls = await page.locator(".calls .edge title").allTextContents();
  const rows = await page.$$eval("#call-links tbody tr", (rows) => rows.map(
    (r) => [...r.cells].map((c) => c.textContent)));
  assert.ok(calls.length > 0);
  assert.deepEqual(calls.sort(), rows.map(
    ([a, b, n]) => `${a} to ${b}: ${n}`).sort());
  await visit("coverage");
  const bars = await page.locator(".chart title").allTextContents();
  const cells = await page.$$eval("#files tbody tr", (rows) => rows.flatMap(
    (r) => [4, 5, 6, 7, 8, 9].map((n) => [r.cells[0].textContent.trim(),
      r.cells[n].title])));
  assert.deepEqual(bars.map((b) => b.replace(/,.*:/, "")).sort(),
    cells.filter(([, title]) => title && !/ 0$/.test(title)).map(
      ([file, title]) => `${file} ${title}`).sort());
});

test("call graph says what its table says and leads to the code", async () => {
  await visit("analyses");
  for (const summary of await page.locator(".graph summary").all()) {
    await summary.click();
  }
  const edges = await page.locator(".graph .edge title").allTextContents();
  const rows = await page.$$eval("#call-graph tbody tr", (rows) => rows.map(
    (r) => [...r.cells].map((c) => c.textContent)));
  const calls = rows.flatMap(([name, , called]) => called.split(", ")
    .filter(Boolean).map((c) => `${name} to ${c}`));
  assert.ok(calls.length > 0);
  assert.deepEqual([...new Set(edges)].sort(), [...new Set(calls)].sort());
  assert.deepEqual(rows.flatMap(([name, , , callers]) => callers.split(", ")
    .filter(Boolean).map((c) => `${c} to ${name}`)).sort(), calls.sort());
  await picture("call-graph");
  const node = page.locator(".graph .here").first();
  const name = (await node.textContent()).trim().split(/\s+/).pop();
  await arrive(() => node.locator("a").click());
  assert.ok((await page.locator(":target").textContent()).includes(name));
  quiet();
});

test("flow has the figures of the table", async () => {
  await visit("index");
  const titles = await page.locator(".flow title").allTextContents();
  const rows = await page.$$eval("#flows tbody tr", (rows) => rows.map(
    (r) => [...r.cells].map((c) => c.textContent)));
  assert.ok(titles.length > 0);
  assert.deepEqual(titles, rows.map(([a, b, n]) => `${a} to ${b}: ${n}`));
});

mkdirSync(screens, { recursive: true });
const browser = await open();
page = await browser.newPage({ viewport: WINDOW });
page.setDefaultTimeout(10000);
page.on("console", (message) => logged.push(message.text()));
page.on("pageerror", (error) => logged.push(error.message));
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let error = "";
  try {
    await page.emulateMedia({ media: null, colorScheme: "light" });
    await page.setViewportSize(WINDOW);
    await tests.get(asked.test)(asked.page);
  } catch (fault) {
    error = fault.stack;
  }
  console.log(JSON.stringify({ error }));
}
await browser.close();
