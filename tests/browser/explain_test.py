"""The page of `zs explain --format html` in a real browser: what is drawn, that it unfolds, that nothing overflows."""
import os
import sys
import tempfile
import unittest
from pathlib import Path

import browser
from explain_cases import CASES, explain

SHOTS = Path(os.environ.get("ZS_SHOTS", tempfile.gettempdir()))
PAPER = 186 * 96 // 25 - 11  # pixels between the margins of an A4 page, with some to spare

# Elements and texts that stick out of the page, or out of the lane they belong to.
OVERFLOW = """
const out = [], page = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > page) out.push('page: ' + document.documentElement.scrollWidth + ' > ' + page);
for (const e of document.querySelectorAll('body *:not(symbol *):not(defs *)')) {
  const r = e.getBoundingClientRect();
  if (r.width > 0 && r.height > 0 && r.right > page + 1) out.push(e.tagName + ' ' + r.right + ': ' + e.textContent.slice(0, 30));
}
for (const lane of document.querySelectorAll('.lane')) {
  const box = lane.getBoundingClientRect();
  if (box.width == 0) continue;
  for (const t of lane.querySelectorAll('text')) {
    const r = t.getBoundingClientRect();
    if (r.left < box.left - 1 || r.right > box.right + 1 || r.bottom > box.bottom + 1) out.push('label: ' + t.textContent + ' ' + [r.left - box.left, r.right - box.right, r.bottom - box.bottom].map(Math.round));
  }
}
return out;"""

# Labels of one lane that cover each other.
COVERED = """
const out = [];
for (const lane of document.querySelectorAll('.lane')) {
  const all = [...lane.querySelectorAll('text')].map(t => [t, t.getBoundingClientRect()]).filter(x => x[1].width > 0);
  for (let i = 0; i < all.length; ++i) for (let j = i + 1; j < all.length; ++j) {
    const a = all[i][1], b = all[j][1];
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4) out.push(all[i][0].textContent + ' / ' + all[j][0].textContent);
  }
}
return out;"""


def lanes(chromium):
    """The text of each lane by the text of its name."""
    pairs = chromium.js("return [...document.querySelectorAll('.row')].map(r => [r.querySelector('.name').textContent, [...r.querySelectorAll('.lane text')].map(t => t.textContent).join(' | ')]);")
    return dict(pairs)


class ExplainPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        SHOTS.mkdir(parents=True, exist_ok=True)
        cls.browser = browser.Browser(1280, 900)
        cls.chromium = cls.browser.__enter__()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.addClassCleanup(cls.browser.__exit__)

    def show(self, name, language, width=1280, media="screen"):
        page = explain(name, language, self.folder.name)
        self.chromium.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
        self.chromium.resize(width, 900)
        self.chromium.open(page)

    def test_every_case_in_both_languages_fits_screen_and_paper(self):
        for name in CASES:
            for language in ("zh", "en"):
                for width, media in ((1280, "screen"), (PAPER, "print")):
                    with self.subTest(case=name, language=language, media=media):
                        self.show(name, language, width, media)
                        self.assertEqual(self.chromium.js(OVERFLOW), [])
                        self.assertEqual(self.chromium.js(COVERED), [])
                        self.assertGreater(self.chromium.js("return document.querySelectorAll('.lane rect, .lane circle').length"), 3)
                        self.assertEqual(self.chromium.console(), [])
                        self.chromium.screenshot(SHOTS / f"explain-{name}-{language}-{media}.png", whole=True)

    def test_the_late_case_shows_its_clock_its_pauses_and_its_cards(self):
        self.show("late-paused", "zh")
        self.assertEqual(self.chromium.js("return document.querySelector('h1').textContent"), "办件 41040325000001")
        drawn = lanes(self.chromium)
        clock = next(text for name, text in drawn.items() if name.startswith("办理时限") and "限 15工作日" in name)
        self.assertIn("起 09-09 13:23:55", clock)
        self.assertIn("止 10-09 15:03:34", clock)
        self.assertIn("到期 ", clock)
        self.assertIn("暂停", clock)
        days = next(text for name, text in drawn.items() if name.startswith("日历"))
        self.assertIn("国庆节", days)
        self.assertIn("调休上班", days)
        axis = drawn["时间"]
        self.assertIn("09-15", axis)
        self.assertIn("截至 2025-10-20 12:00", axis)
        warned = next(text for name, text in drawn.items() if name.startswith("HN8-1"))
        self.assertIn("预警", warned)

    def test_an_indicator_unfolds_with_the_keyboard_and_by_a_click(self):
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys

        self.show("late-paused", "zh")
        summary = self.chromium.driver.find_element(By.CSS_SELECTOR, "#HN8-1 > summary")
        tree = self.chromium.driver.find_element(By.CSS_SELECTOR, "#HN8-1 .tree")
        self.assertFalse(tree.is_displayed())
        summary.click()
        self.assertTrue(tree.is_displayed())
        self.assertIn("由此决定", tree.text)
        self.assertIn("第八条（一）", self.chromium.driver.find_element(By.CSS_SELECTOR, "#HN8-1 blockquote").text)
        self.assertEqual(self.chromium.js(OVERFLOW), [])
        self.chromium.screenshot(SHOTS / "explain-unfolded.png", whole=True)
        summary.send_keys(Keys.ENTER)
        self.assertFalse(tree.is_displayed())
        self.assertEqual(self.chromium.js("return document.activeElement === arguments[0]", summary), True)
        self.assertEqual(self.chromium.console(), [])

    def test_what_is_undecided_is_hatched_and_named(self):
        self.show("undecided", "en")
        self.assertIn("undecided", " ".join(lanes(self.chromium).values()))
        self.assertGreater(self.chromium.js("return document.querySelectorAll('.indicator rect[fill*=p-open]').length"), 0)
        self.assertIn("missing:", self.chromium.js("return document.querySelector('.verdict').textContent"))

    def test_a_year_is_cut_into_months_and_minutes_into_minutes(self):
        self.show("year", "zh")
        self.assertRegex(lanes(self.chromium)["时间"], r"2024-0\d.*2024-1\d")
        self.show("minutes", "zh")
        self.assertRegex(lanes(self.chromium)["时间"], r"10:15.*10:3\d")
        self.show("years-later", "zh")
        self.assertRegex(lanes(self.chromium)["时间"], r"\d年")

    def test_the_page_prints(self):
        self.show("late-paused", "zh")
        self.chromium.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        self.chromium.pdf(SHOTS / "explain-late-paused.pdf")
        self.assertTrue((SHOTS / "explain-late-paused.pdf").read_bytes().startswith(b"%PDF"))


if __name__ == "__main__":
    if browser.webdriver is None:
        sys.exit("python3-selenium is missing: scripts/setup installs it")
    unittest.main(verbosity=1)
