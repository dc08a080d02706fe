"""The documents of `zs doc` in a real browser: nothing overflows, nothing complains, links lead somewhere, it prints on A4."""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import browser
from explain_test import COVERED, OVERFLOW

ROOT = Path(__file__).resolve().parents[2]
ZS = os.environ.get("ZS", str(ROOT / "build/release/zs"))
SHOTS = Path(os.environ.get("ZS_SHOTS", tempfile.gettempdir()))
PACKS = {"henan": "rules/henan/2019", "neimenggu": "rules/neimenggu/2024", "procedure": "rules/neimenggu/2024-procedure", "tasks": "rules/neimenggu/2021-tasks",
         "standardization": "rules/neimenggu/2021-standardization", "permits": "examples/permit-log/rules"}
MM = 96 / 25.4
UPRIGHT, ACROSS = int((210 - 26) * MM), int((297 - 22) * MM)   # between the margins

PROBLEMS = """
const out = [];
for (const a of document.querySelectorAll('a[href]')) {
  const [file, place] = a.getAttribute('href').split('#');
  if (!file && place && !document.getElementById(decodeURIComponent(place))) out.push('nothing at #' + place);
  if (/^[a-z]+:/.test(file)) out.push('leads out: ' + a.href);
}
for (const r of performance.getEntriesByType('resource')) if (!r.name.startsWith('data:')) out.push('loads ' + r.name);
return out;"""


def make(pack, folder, language="zh", form="html"):
    done = subprocess.run([ZS, "doc", PACKS[pack], "-o", str(folder), "--lang", language, "--format", form], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"zs doc {pack} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def bare(text):
    return re.sub(r"\s", "", text)


class Documents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folders = {}
        for pack in PACKS:
            cls.folders[pack] = Path(cls.temporary.name) / pack
            cls.said = make(pack, cls.folders[pack])
        cls.folders["english"] = Path(cls.temporary.name) / "english"
        make("henan", cls.folders["english"], "en")
        SHOTS.mkdir(parents=True, exist_ok=True)
        cls.browser = browser.Browser(1280, 900)
        cls.chromium = cls.browser.__enter__()
        cls.addClassCleanup(cls.browser.__exit__)

    def show(self, page, width=1280, media="screen"):
        self.chromium.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
        self.chromium.resize(width, 900)
        self.chromium.open(page)

    def pages(self, pack):
        """All that are not of an indicator, and indicators from the whole of the table: not all of a hundred alike."""
        own = ["index", "table", "text", "choices", "records", "calendar"]
        indicators = self.indicators(pack)
        some = indicators[::max(1, len(indicators) // 8)]
        return [page for page in (self.folders[pack] / f"{name}.html" for name in own + some) if page.exists()]

    def test_every_page_fits_the_paper_and_complains_of_nothing(self):
        seen = 0
        for pack in self.folders:
            for page in self.pages(pack):
                with self.subTest(pack=pack, page=page.name):
                    self.show(page, ACROSS if page.name == "table.html" else UPRIGHT, "print")
                    self.assertEqual(self.chromium.js(OVERFLOW), [])
                    self.assertEqual(self.chromium.js(COVERED), [])
                    self.assertEqual(self.chromium.js(PROBLEMS), [])
                    self.assertEqual(self.chromium.console(), [])
                    seen += 1
        self.assertGreater(seen, 70)

    def test_screens_wide_and_narrow(self):
        for pack in self.folders:
            for name in ("index", "table", "text", "records", "calendar", self.indicators(pack)[0]):
                page = self.folders[pack] / f"{name}.html"
                if not page.exists():
                    continue
                for width in (1280, 700):
                    with self.subTest(pack=pack, page=name, width=width):
                        self.show(page, width)
                        self.assertEqual(self.chromium.js(OVERFLOW), [])
                        if width == 1280:
                            self.chromium.screenshot(SHOTS / f"doc-{pack}-{name}.png", whole=True)

    def indicators(self, pack):
        text = (self.folders[pack] / "table.html").read_text(encoding="utf-8")
        return re.findall(r'<a href="([A-Z0-9-]+)\.html"', text)

    def test_a_click_from_the_text_leads_to_the_rule_and_back(self):
        from selenium.webdriver.common.by import By

        self.show(self.folders["henan"] / "text.html")
        self.chromium.driver.find_element(By.CSS_SELECTOR, ".passage a[href='HN8-1.html']").click()
        self.assertIn("HN8-1 业务办理时限监察", self.chromium.js("return document.querySelector('h1').textContent"))
        self.chromium.driver.find_element(By.CSS_SELECTOR, "blockquote a").click()
        self.assertTrue(self.chromium.driver.current_url.endswith("text.html#q-HN8-1-1"))
        self.assertIn("当业务办理所剩时限", self.chromium.js("return document.querySelector(':target').textContent"))

    def test_a_group_of_the_table_names_itself_once(self):
        self.show(self.folders["neimenggu"] / "table.html")
        heads = self.chromium.js("return [...document.querySelectorAll('th')].map(h => h.textContent)")
        self.assertEqual(heads, ["序号", "监督指标", "一级指标", "二级指标", "指标说明", "发牌类型", "编号"])
        second = self.chromium.js("return [...document.querySelectorAll('tbody tr')].slice(0, 4).map(r => [r.cells[1].className, r.cells[1].textContent])")
        self.assertEqual(second, [["over", "数据推送指标"], ["under", ""], ["under", ""], ["over", "事项办理指标"]])

    def printed(self, pack, name):
        """The texts of the sheets, and their size in points."""
        self.show(self.folders[pack] / f"{name}.html", media="")
        file = SHOTS / f"doc-{pack}-{name}.pdf"
        self.chromium.pdf(file)
        told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told)
        text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
        sheets = text.split("\f")[:-1]
        self.assertEqual(len(sheets), int(re.search(r"Pages:\s+(\d+)", told).group(1)))
        return sheets, (round(float(size.group(1))), round(float(size.group(2))))

    def test_it_prints_on_a4(self):
        for pack, names in {"henan": ["index", "text", "HN8-1", "HN8-5", "records", "calendar", "choices"], "neimenggu": ["index", "NM2-1"], "english": ["HN8-1"]}.items():
            for name in names:
                with self.subTest(pack=pack, page=name):
                    sheets, size = self.printed(pack, name)
                    self.assertIn(size, [(595, 842), (596, 842), (595, 841)])
                    self.assertLess(len(sheets), 40)
                    for n, sheet in enumerate(sheets):
                        self.assertGreater(len(bare(sheet)), 30, f"sheet {n + 1} of {len(sheets)} is nearly empty")
        sheets, _ = self.printed("henan", "HN8-1")
        self.assertIn("HN8-1业务办理时限监察", bare(sheets[0]))
        self.assertIn("“办理时限”超期", bare("".join(sheets)))

    def test_the_table_prints_across_with_its_head_on_every_sheet_and_no_row_cut(self):
        for pack in ("henan", "neimenggu", "standardization", "tasks"):
            with self.subTest(pack=pack):
                self.show(self.folders[pack] / "table.html", ACROSS, "print")
                rows = self.chromium.js("return [...document.querySelectorAll('tbody tr')].map(r => { const c = r.querySelectorAll('td'); return c[c.length - 3].innerText; })")
                sheets, size = self.printed(pack, "table")
                self.assertIn(size, [(842, 595), (842, 596), (841, 595)])
                sheets = [bare(s) for s in sheets]
                for sheet in sheets:
                    self.assertIn("发牌类型", sheet)
                for row in rows:
                    # The text of a sheet does not keep a cell's lines together: of its pairs of characters nearly all must be there.
                    words = bare(row)
                    pairs = [words[n:n + 2] for n in range(len(words) - 1)]
                    self.assertTrue(any(words[:9] in s and sum(pair in s for pair in pairs) >= 0.85 * len(pairs) for s in sheets), f"cut: {row}")

    def test_the_verb_says_what_it_wrote_and_what_is_wrong(self):
        self.assertIn("index.html", self.said)
        for arguments, words in ((["doc"], "规则包"), (["doc", "rules/henan/2019"], "-o DIR"), (["doc", "rules/henan/2019", "-o", self.temporary.name + "/x", "--format", "pdf"], "html"),
                                 (["doc", "rules/nowhere", "-o", self.temporary.name + "/x"], "rules/nowhere"), (["doc", "rules/henan/2019", "-o", "README.md"], "README.md")):
            done = subprocess.run([ZS, *arguments, "--lang", "zh"], cwd=ROOT, capture_output=True, text=True, check=False)
            self.assertNotEqual(done.returncode, 0, arguments)
            self.assertIn(words, done.stderr)
            self.assertFalse(Path(self.temporary.name, "x").exists())


if __name__ == "__main__":
    browser.require()
    unittest.main(verbosity=1)
