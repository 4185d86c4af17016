# SPDX-License-Identifier: Apache-2.0
"""A real browser opens the report, filters, and follows it to the code.

REPORT=build/report looks at that report instead of the sample, and puts
pictures of it beside it, in report-screens.
"""
import base64
import os
import subprocess
from pathlib import Path

import pytest
from sample_tree import ROOT, make, seal
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

ITEMS = ("srd", "sdd", "svcp", "svr", "seci", "sci", "sas")
PAGES = ("index", "matrix", "proof", "tests", "coverage", "coupling", "misra",
         "mutation", "bench", "size", "analyses", "audit", "assumptions",
         "objectives", "problems", "tools", "identity", "items", *ITEMS)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu",
         "--disable-background-networking", "--disable-dev-shm-usage",
         "--hide-scrollbars")


@pytest.fixture(name="report", scope="module")
def fixture_report(tmp_path_factory):
    if "REPORT" in os.environ:
        return Path(os.environ["REPORT"]).resolve()
    tree = make(tmp_path_factory.mktemp("browser") / "tree")
    for tool, *options in (("trace.py", "--update"), ("report.py",)):
        seal(tree)
        subprocess.run(["/usr/bin/python3", ROOT / "trace" / tool, "--root",
                        tree, *options], check=True, stdout=subprocess.DEVNULL)
    return tree / "build/report"


@pytest.fixture(name="browse", scope="module", params=("light", "dark"))
def fixture_browse(request):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"),
                              options=options)
    driver.set_window_size(1400, 1000)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
        {"name": "prefers-color-scheme", "value": request.param}]})
    driver.scheme = request.param
    yield driver
    driver.quit()


def visible(browse, css):
    return [e for e in browse.find_elements(By.CSS_SELECTOR, css)
            if e.is_displayed()]


def picture(browse, report, name):
    folder = report.parent / "report-screens"
    folder.mkdir(exist_ok=True)
    browse.save_screenshot(str(folder / f"{name}-{browse.scheme}.png"))


def quiet(browse):
    assert not browse.get_log("browser")


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_without_an_error(browse, report, page):
    browse.get((report / f"{page}.html").as_uri())
    quiet(browse)
    assert "Longeron" in browse.title
    current = browse.find_element(By.CSS_SELECTOR, "nav [aria-current]")
    assert current.get_attribute("href").endswith(
        "items.html" if page in ITEMS else f"{page}.html")
    width = browse.execute_script(
        "return document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, "the page is wider than the window"
    picture(browse, report, page)


def test_colours_follow_the_scheme(browse, report):
    browse.get((report / "index.html").as_uri())
    colour = browse.execute_script(
        "return getComputedStyle(document.body).backgroundColor")
    dark = sum(int(c) for c in colour[4:-1].split(",")) < 3 * 128
    assert dark == (browse.scheme == "dark")


def test_requirement_leads_to_its_line_of_code(browse, report):
    browse.get((report / "matrix.html").as_uri())
    everything = len(visible(browse, "details.item"))
    assert everything > 1

    # filter: only low-level requirements that need code
    Select(browse.find_element(By.ID, "level")).select_by_visible_text(
        "low level")
    Select(browse.find_element(By.ID, "need")).select_by_visible_text("impl")
    low = visible(browse, "details.item")
    assert 0 < len(low) < everything
    assert all(i.get_attribute("data-level") == "llr" for i in low)
    assert all("impl" in i.get_attribute("data-needs") for i in low)

    # search: exactly one is left
    identity = low[0].get_attribute("id")
    search = browse.find_element(By.ID, "search")
    search.send_keys(identity)
    left = visible(browse, "details.item")
    assert [i.get_attribute("id") for i in left] == [identity]
    assert browse.find_element(By.ID, "count").text.startswith("1 of ")

    # expand, and follow the function
    left[0].find_element(By.TAG_NAME, "summary").click()
    rows = [r for r in left[0].find_elements(By.CSS_SELECTOR, "tbody tr")
            if r.find_element(By.TAG_NAME, "td").text == "impl"]
    assert rows and rows[0].is_displayed()
    name = rows[0].find_elements(By.TAG_NAME, "td")[1].text
    picture(browse, report, "matrix-requirement")
    rows[0].find_element(By.CSS_SELECTOR, "a.place").click()
    line = browse.find_element(By.CSS_SELECTOR, "tr:target")
    assert name in line.text
    assert browse.execute_script(
        "const r = arguments[0].getBoundingClientRect();"
        "return r.top >= 0 && r.bottom <= innerHeight", line)
    quiet(browse)
    picture(browse, report, "source")

    # and back: the function's line leads to the requirement, which opens
    line.find_element(By.LINK_TEXT, identity).click()
    item = browse.find_element(By.ID, identity)
    assert item.is_displayed()
    assert item.get_attribute("open") is not None
    quiet(browse)


def test_nothing_found_is_said_and_expand_all_expands(browse, report):
    browse.get((report / "matrix.html").as_uri())
    search = browse.find_element(By.ID, "search")
    search.send_keys("no such text anywhere")
    assert not visible(browse, "details.item")
    assert visible(browse, ".none")
    search.clear()
    search.send_keys(" ")
    browse.find_element(By.ID, "expand").click()
    items = browse.find_elements(By.CSS_SELECTOR, "details.item")
    assert all(i.get_attribute("open") is not None for i in items)
    browse.find_element(By.ID, "collapse").click()
    assert not [i for i in items if i.get_attribute("open") is not None]


def test_filter_in_the_address(browse, report):
    browse.get((report / "matrix.html").as_uri() + "?level=sys")
    assert {i.get_attribute("data-level")
            for i in visible(browse, "details.item")} == {"sys"}


def test_objectives_by_level_and_state(browse, report):
    page = (report / "objectives.html").as_uri()
    browse.get(page)
    totals = {}
    for line in browse.find_elements(By.CSS_SELECTOR, "#totals tbody tr"):
        level, asked, _, *numbers = [
            int(t) if t.isdigit() else t for t in line.text.split()]
        totals[level] = numbers
        assert sum(numbers) == asked
    states = ("met", "partly", "open", "needs a person")
    assert len(visible(browse, "tr.objective")) == 93
    for level, numbers in totals.items():
        Select(browse.find_element(By.ID, "olevel")).select_by_visible_text(
            level)
        for state, number in zip(states, numbers):
            Select(browse.find_element(By.ID, "ostate")
                   ).select_by_visible_text(state)
            assert len(visible(browse, "tr.objective")) == number
    browse.find_element(By.ID, "osearch").send_keys("no such text")
    assert visible(browse, "#no-objective")
    browse.get(page)
    link = visible(browse, "#totals a[href*=olevel]")[0]
    browse.get(link.get_attribute("href"))
    assert len(visible(browse, "tr.objective")) == 71
    browse.get(page + "?olevel=F")
    assert {r.get_attribute("id")[:3]
            for r in visible(browse, "tr.objective")} == {"FM."}
    quiet(browse)
    picture(browse, report, "objectives-formal")


def test_objectives_lead_to_a_data_item(browse, report):
    browse.get((report / "objectives.html").as_uri())
    browse.find_element(By.CSS_SELECTOR, "main a[href='items.html']").click()
    browse.find_element(By.CSS_SELECTOR, "#items a[href='srd.html']").click()
    assert visible(browse, "#llr tbody tr")
    browse.find_element(By.CSS_SELECTOR, "main a[href='items.html']").click()
    assert browse.current_url.endswith("items.html")
    quiet(browse)


def test_table_filter(browse, report):
    browse.get((report / "matrix.html").as_uri())
    rows = visible(browse, "#back tbody tr")
    name = rows[0].find_element(By.TAG_NAME, "code").text
    browse.find_element(By.CSS_SELECTOR, "[data-table=back]").send_keys(name)
    left = visible(browse, "#back tbody tr")
    assert 0 < len(left) <= len(rows)
    assert all(name in r.text for r in left)


def test_paper_shows_what_is_closed_on_the_screen(browse, report):
    browse.get((report / "matrix.html").as_uri())
    pdf = base64.b64decode(browse.print_page())
    folder = report.parent / "report-screens"
    folder.mkdir(exist_ok=True)
    path = folder / "matrix.pdf"
    path.write_bytes(pdf)
    assert pdf.startswith(b"%PDF")
    browse.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert not browse.find_elements(By.CSS_SELECTOR, "details:not([open])")
    browse.execute_script("dispatchEvent(new Event('afterprint'))")
    assert browse.find_elements(By.CSS_SELECTOR, "details:not([open])")


def test_page_loads_in_a_second(browse, report):
    for page in PAGES:
        browse.get((report / f"{page}.html").as_uri())
        took = browse.execute_script(
            "const n = performance.getEntriesByType('navigation')[0];"
            "return n.loadEventEnd - n.startTime")
        print(f"{page}: {took:.0f} ms")
        assert 0 < took < 1000, f"{page}.html takes {took:.0f} ms"


CONTRAST = """
const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => v <= .03928
  ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const back = (e) => { for (; e; e = e.parentElement) {
  const c = rgb(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] > 0) { return c; } } return [255, 255, 255]; };
return [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility()
  && !e.closest('svg, script')
  && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => { const a = light(rgb(getComputedStyle(e).color));
    const b = light(back(e));
    return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.outerHTML]; })
  .filter(([ratio]) => ratio < 4.5).slice(0, 5).map((f) => f.join(' '));
"""


@pytest.mark.parametrize("page", PAGES)
def test_contrast(browse, report, page):
    browse.get((report / f"{page}.html").as_uri())
    assert not browse.execute_script(CONTRAST)
    browse.execute_script("document.body.style.color = 'gray';"
                          "document.body.style.background = 'gray'")
    assert browse.execute_script(CONTRAST), "a fault is not seen"


def test_keyboard_skips_and_sorts(browse, report):
    browse.get((report / "matrix.html").as_uri())
    browse.switch_to.active_element.send_keys(Keys.TAB)
    first = browse.switch_to.active_element
    assert first.text == "Skip to the content"
    assert first.location["x"] >= 0, "the skip link is out of sight"

    def column():
        return [r.find_element(By.TAG_NAME, "td").text
                for r in visible(browse, "#back tbody tr")[:20]]
    button = browse.find_element(By.CSS_SELECTOR, "#back th button")
    button.send_keys(Keys.ENTER)
    up = column()
    button.send_keys(Keys.ENTER)
    assert browse.find_element(By.CSS_SELECTOR, "#back th").get_attribute(
        "aria-sort") == "descending"
    assert len(up) < 2 or column()[0] > up[0]


def test_flow_has_the_figures_of_the_table(browse, report):
    browse.get((report / "index.html").as_uri())
    titles = [t.get_attribute("textContent") for t in
              browse.find_elements(By.CSS_SELECTOR, ".flow title")]
    rows = [[c.get_attribute("textContent") for c in
             r.find_elements(By.TAG_NAME, "td")]
            for r in browse.find_elements(By.CSS_SELECTOR, "#flows tbody tr")]
    assert titles and titles == [f"{a} to {b}: {n}" for a, b, n in rows]


def no_scroll_sideways(browse, report, page, kind):
    browse.get((report / f"{page}.html").as_uri())
    assert browse.execute_script(
        "return document.documentElement.scrollWidth - innerWidth"
    ) <= 0, page
    picture(browse, report, f"{kind}-{page}")


def test_zoom_of_200_percent(browse, report):
    metrics = {"width": 640, "height": 400, "deviceScaleFactor": 2,
               "mobile": False}
    browse.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        for page in PAGES:
            no_scroll_sideways(browse, report, page, "zoom")
    finally:
        browse.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_narrow_screen(browse, report):
    browse.set_window_size(520, 900)
    try:
        for page in ("index", "matrix", "coverage", "objectives"):
            no_scroll_sideways(browse, report, page, "narrow")
    finally:
        browse.set_window_size(1400, 1000)
