// SPDX-License-Identifier: Apache-2.0
// Take the pictures of the report that README.md shows, in Chromium.
//
// usage: node pictures.mjs REPORT FOLDER
import { existsSync, mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const REQUIREMENT = "llr~sched-pick~2";
const [report, folder] = process.argv.slice(2);

function fail(text) {
  console.error(text);
  process.exit(1);
}

if (!folder) { fail("usage: node pictures.mjs REPORT FOLDER"); }
if (!existsSync(`${report}/index.html`)) {
  fail(`${report}/index.html is missing: run \`make certify-report\` first`);
}
mkdirSync(folder, { recursive: true });
const browser = await open().catch((error) => fail(error.message));
const page = await browser.newPage({ viewport: { width: 1120, height: 720 } });
const visit = (name) => page.goto(pathToFileURL(`${report}/${name}.html`).href);
const take = async (name) => {
  const path = `${folder}/${name}.png`;
  const picture = await page.screenshot({ path });
  console.log(`${path}: ${picture.length} bytes`);
};

await visit("index");
await take("overview");
await visit("matrix");
const item = page.locator(`[id="${REQUIREMENT}"]`);
if (!await item.count()) {
  fail(`trace/pictures.mjs: ${REQUIREMENT} is not in the report: name another `
    + "in REQUIREMENT");
}
await page.fill("#search", REQUIREMENT);
await item.locator("summary").first().click();
await page.locator(".tools").first().evaluate((e) => e.scrollIntoView());
await take("requirement");
await item.locator("a.place[href*='source/include.kernel'],"
  + "a.place[href*='source/src']").first().click();
await take("source");
await browser.close();
