// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium without a window, driven by playwright-core.

export async function open() {
  let playwright;
  try {
    playwright = (await import("playwright-core")).chromium;
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") { throw error; }
    throw new Error("playwright-core is missing: run ./bootstrap");
  }
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  try {
    return await playwright.launch({ executablePath, chromiumSandbox: false,
      args: ["--disable-gpu", "--disable-dev-shm-usage"] });
  } catch (error) {
    throw new Error(`${executablePath} does not start: install the package `
      + `chromium, or run ./bootstrap\n${error.message}`);
  }
}
