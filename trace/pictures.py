#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Take the pictures of the report that README.md shows, in Chromium.

usage: pictures.py REPORT FOLDER
"""
import sys
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

SIZE = (1120, 720)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--disable-background-networking", "--disable-dev-shm-usage")
REQUIREMENT = "llr~sched-pick~2"


def open_browser():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"),
                            options=options)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    report, folder = (Path(a).resolve() for a in sys.argv[1:])
    if not (report / "index.html").is_file():
        sys.exit(f"{sys.argv[1]}/index.html is missing: run "
                 "`make certify-report` first")
    folder.mkdir(parents=True, exist_ok=True)
    browser = open_browser()
    try:
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1,
            "mobile": False})

        def take(name):
            browser.save_screenshot(str(folder / f"{name}.png"))
            print(f"{folder / name}.png: "
                  f"{(folder / name).with_suffix('.png').stat().st_size} bytes")

        browser.get((report / "index.html").as_uri())
        take("overview")
        browser.get((report / "matrix.html").as_uri())
        items = browser.find_elements(By.ID, REQUIREMENT)
        if not items:
            sys.exit(f"trace/pictures.py: {REQUIREMENT} is not in the report: "
                     "name another in REQUIREMENT")
        browser.find_element(By.ID, "search").send_keys(REQUIREMENT)
        items[0].find_element(By.TAG_NAME, "summary").click()
        browser.execute_script(
            "document.querySelector('.tools').scrollIntoView()")
        take("requirement")
        items[0].find_element(
            By.CSS_SELECTOR, "a.place[href*='source/include.kernel'],"
            "a.place[href*='source/src']").click()
        take("source")
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
