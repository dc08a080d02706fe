#!/usr/bin/env python3
"""The report of a replay in a real browser.  replay_test.py --render PROGRAM [--keep FOLDER] [TEST...]

PROGRAM makes a page of data (zs_report_render). What the page must show is computed here from the data, in another way than the
page does it.
"""
import argparse
import calendar
import copy
import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import browser as start                                                     # noqa: E402
import replay_fixture as fixture                                            # noqa: E402
from replay_answers import KIND_WORDS, Rows, day, full, grouped, spans, top_card  # noqa: E402

start.require()
from selenium.webdriver.common.keys import Keys                             # noqa: E402
from selenium.webdriver.common.by import By                                 # noqa: E402
from selenium.webdriver.support.ui import Select                            # noqa: E402

RENDER, FOLDER = None, None


def render(data, name):
    """The path of the page that shows these data."""
    page = FOLDER / f"{name}.html"
    fixture.dump(data, FOLDER / f"{name}.json")
    subprocess.run([RENDER, str(FOLDER / f"{name}.json"), str(page)], check=True)
    return page


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.b = start.Browser().__enter__()
        cls.pages = {}

    @classmethod
    def tearDownClass(cls):
        cls.b.__exit__(None, None, None)

    def page(self, count=3000, **given):
        """Opens the page of so many changes, freshly loaded; gives its data."""
        key = (count, *sorted(given.items()))
        if key not in self.pages:
            data = fixture.generate(count, **given)
            self.pages[key] = data, render(data, f"report-{len(self.pages)}-{count}")
        data, path = self.pages[key]
        self.load(path)
        return data

    def load(self, path):
        self.b.open(path)
        for _ in range(1200):
            if self.b.js("return document.documentElement.dataset.ready || document.documentElement.dataset.failed"):
                break
            time.sleep(0.05)
        self.addCleanup(lambda: self.assertEqual(self.b.console(), []))

    def one(self, selector):
        return self.b.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector):
        return self.b.js("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector)

    def press(self, selector):
        self.b.js("document.querySelector(arguments[0]).click()", selector)

    def pick(self, name, value):
        Select(self.one(f"[data-filter='{name}']")).select_by_value(str(value))

    def set_date(self, name, value):
        self.b.js("const e = document.querySelector(`[data-filter='${arguments[0]}']`); e.value = arguments[1]; e.dispatchEvent(new Event('change'))", name, value)

    def settle(self):
        self.b.driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")

    def in_sight(self):
        """(position, row of the data) of the rows that the table has made, from the top."""
        return [tuple(x) for x in self.b.js("""return [...document.querySelectorAll('.scroller .row[data-row]')].map(e => [e.getAttribute('aria-rowindex') - 2, Number(e.dataset.row)])
                                                .sort((a, b) => a[0] - b[0])""")]

    def assert_rows(self, expected):
        """The table holds exactly these rows in this order: its count, its beginning and its end."""
        self.assertEqual(re.match(r"([\d,]+) 行", self.one(".status").text).group(1), grouped(len(expected)))
        self.b.js("document.querySelector('.scroller').scrollTop = 0")
        self.settle()
        begin = self.in_sight()
        self.assertEqual(begin, list(enumerate(expected[:len(begin)])))
        self.assertGreaterEqual(len(begin), min(15, len(expected)))
        self.b.js("const s = document.querySelector('.scroller'); s.scrollTop = s.scrollHeight")
        self.settle()
        end = self.in_sight()
        self.assertEqual(end, list(enumerate(expected))[len(expected) - len(end):])


class Figures(PageTest):
    def check_figures(self, data):
        total = data["totals"]
        self.assertIn(grouped(total["cases"]), self.one(".big").text)
        if total["changed"]:
            self.assertEqual(self.one(".big strong").text, grouped(total["changed"]))
            for kind in fixture.KINDS:
                self.assertEqual(self.one(f"[data-figure='kind-{kind}']").text, grouped(total["kinds"][kind]))
        for card in total["cards"]:
            for name in ("old", "gained", "lost", "new", "moved"):
                self.assertEqual(self.one(f"[data-figure='card-{card['card']}-{name}']").text, grouped(card[name]))

    def test_headline_figures_are_those_of_the_data(self):
        for count in (0, 1, 50, 3000):
            with self.subTest(count=count):
                data = self.page(count)
                self.check_figures(data)
                self.assertEqual(self.texts(".check"), ["✓"] * 3)
                self.assertEqual(self.b.js("return performance.getEntriesByType('resource').length"), 0)

    def test_a_sum_that_does_not_hold_is_said(self):
        data = copy.deepcopy(fixture.generate(50))
        data["totals"]["cards"][1]["gained"] += 1
        self.load(render(data, "wrong-sum"))
        self.assertEqual([text == "✓" for text in self.texts(".check")], [True, False, True])

    def test_optional_parts_may_be_absent(self):
        data = fixture.generate(1)
        for name in ("statistics", "groups", "days", "holidays", "changes", "provenance", "title"):
            del data[name]
        self.load(render(data, "bare"))
        self.check_figures(data)
        self.assertEqual(self.texts("h1"), ["新旧规则对照报告"])

    def test_bars_show_both_sides_of_every_indicator_and_value(self):
        data = self.page()
        self.press("#indicators .more")
        shown = self.b.js("""return [...document.querySelectorAll('#indicators .bars li')].map(li => [li.querySelector('.code').textContent, ...[...li.querySelectorAll('.sum')].map(e => e.textContent)])""")
        expected = {x["code"]: [grouped(sum(c[side] for c in x["cards"]) + x["undecided"][side]) for side in ("old", "new")] for x in data["indicators"]}
        self.assertEqual({code: sums for code, *sums in shown}, expected)
        changed = {x["code"]: x["changed"] for x in data["indicators"]}
        self.assertEqual([changed[row[0]] for row in shown], sorted(changed.values(), reverse=True))
        for g, group in enumerate(data["groups"]):
            if self.b.js("return document.querySelector(arguments[0]) !== null", f"#group-{g} .more"):
                self.assertEqual(len(self.texts(f"#group-{g} .bars li")), 8)
                self.press(f"#group-{g} .more")
            shown = self.b.js("return [...document.querySelectorAll(arguments[0])].map(li => [li.querySelector('.name').textContent, ...[...li.querySelectorAll('.sum')].map(e => e.textContent)])", f"#group-{g} .bars li")
            self.assertEqual({value: sums for value, *sums in shown}, {r["value"]: [grouped(sum(c[s] for c in r["cards"])) for s in ("old", "new")] for r in group["rows"]})
        self.assertEqual([row[0] for row in shown], [f"2024-{m:02}" for m in range(1, 13)])

    def test_calendar_counts_and_opens_a_day(self):
        data = self.page()
        for card in ("all", "2"):
            Select(self.one("#calendar select")).select_by_value(card)
            for k, side in enumerate(("old", "new")):
                expected = sum(sum(c[side]) for c in data["days"]["cards"] if card in ("all", str(c["card"])))
                self.assertIn(grouped(expected), self.texts("#calendar figcaption")[k])
        for k, side in enumerate(("old", "new")):
            depths = self.b.js("return [...document.querySelectorAll('svg.calendar')[arguments[0]].querySelectorAll('rect.day')].map(e => Number(/depth(.)/.exec(e.getAttribute('class'))[1]))", k)
            counts = data["days"]["cards"][2][side]
            self.assertEqual([d == 0 for d in depths], [n == 0 for n in counts])
            inked = [d for _, d in sorted(zip(counts, depths))]
            self.assertEqual(inked, sorted(inked))                           # darker where there are more
            self.assertEqual(max(inked), 5)
        drawing = self.b.driver.find_elements(By.CSS_SELECTOR, "svg.calendar")[0]
        self.b.js("arguments[0].focus()", drawing)
        drawing.send_keys(Keys.ARROW_RIGHT * 12 + Keys.ARROW_DOWN * 3)       # 2024-01-01 and 87 days
        counts = data["days"]["cards"][2]
        self.assertIn(f"2024-03-28 周四：旧 {counts['old'][87]}，新 {counts['new'][87]}", self.one(".readout").text)
        drawing.send_keys(Keys.ENTER)
        shows = lambda r: any(s[0] >= 0 and day(s[1]) == "2024-03-28" for s in spans(r["old"]) + spans(r["new"]))
        expected = Rows(data).where(shows)
        self.assertGreater(len(expected), 0)
        self.assert_rows(expected)


class Table(PageTest):
    def test_each_filter(self):
        data = self.page()
        rows = Rows(data)
        has = lambda flat, card: any(s[0] == card for s in spans(flat))
        clear = lambda: self.press("[data-filter='clear']")

        self.one("[data-filter='text']").send_keys("77")
        time.sleep(0.5)
        self.assert_rows(rows.where(lambda r: "77" in r["key"]))
        clear()
        self.pick("indicator", 1)
        self.assert_rows(rows.where(lambda r: r["indicator"] == 1))
        clear()
        self.press("[data-filter='kind2']")
        self.press("[data-filter='kind5']")
        self.assert_rows(rows.where(lambda r: r["kind"] in (2, 5)))
        clear()
        self.pick("card", 2)
        self.assert_rows(rows.where(lambda r: has(r["old"], 2) or has(r["new"], 2)))
        self.pick("side", "old")
        self.assert_rows(rows.where(lambda r: has(r["old"], 2)))
        self.pick("side", "new")
        self.pick("card", -1)
        self.assert_rows(rows.where(lambda r: has(r["new"], -1)))
        self.pick("card", -2)
        self.assert_rows(rows.where(lambda r: r["new"] == []))
        clear()
        self.pick("condition", 3)
        self.assert_rows(rows.where(lambda r: r["condition"] == 3))
        clear()
        self.pick("dim1", 4)
        self.assert_rows(rows.where(lambda r: r["dims"][1] == 4))
        clear()
        self.set_date("from", "2024-03-01")
        self.set_date("to", "2024-03-10")
        self.assert_rows(rows.where(lambda r: r["day"] is not None and "2024-03-01" <= day(r["day"]) <= "2024-03-10"))
        self.pick("basis", "onset")
        self.assert_rows(rows.where(lambda r: any(s[0] >= 0 and "2024-03-01" <= day(s[1]) <= "2024-03-10" for s in spans(r["old"]) + spans(r["new"]))))
        self.pick("dim0", 0)
        self.press("[data-filter='kind0']")
        expected = rows.where(lambda r: r["kind"] == 0 and r["dims"][0] == 0 and any(s[0] >= 0 and "2024-03-01" <= day(s[1]) <= "2024-03-10" for s in spans(r["new"])))
        self.assertGreater(len(expected), 0)
        self.assert_rows(expected)
        clear()
        self.assert_rows(rows.where(lambda r: True))
        self.one("[data-filter='text']").send_keys("没有这个编号")
        time.sleep(0.5)
        self.assert_rows([])
        self.assertFalse(self.one("#export").is_enabled())

    def test_each_order(self):
        data = self.page()
        rows = Rows(data)
        dims = data["changes"]["dims"]
        orders = {"key": lambda r: r["key"], "indicator": lambda r: r["indicator"], "kind": lambda r: r["kind"], "old": lambda r: top_card(r["old"]), "new": lambda r: top_card(r["new"]),
                  "day": lambda r: r["day"], "condition": lambda r: r["condition"] if r["condition"] >= 0 else None, "dim2": lambda r: dims[2]["values"][r["dims"][2]]}
        for column, value in orders.items():
            with self.subTest(column=column):
                heading = f"[data-column='{column}']"
                self.press(heading + " button")
                self.assertEqual(self.one(heading).get_attribute("aria-sort"), "ascending")
                self.assert_rows(rows.ordered(value))
                self.press(heading + " button")
                self.assertEqual(self.one(heading).get_attribute("aria-sort"), "descending")
                self.assert_rows(rows.ordered(value, down=True))
                self.press(heading + " button")
                self.assert_rows(rows.where(lambda r: True))

    def test_headline_tile_and_bar_lead_to_their_cases(self):
        data = self.page()
        rows = Rows(data)
        self.press(".kinds .kind-lowered button")
        self.assert_rows(rows.where(lambda r: r["kind"] == 3))
        self.press("#indicators .bars button.name")
        busiest = max(range(len(data["indicators"])), key=lambda i: data["indicators"][i]["changed"])
        self.assert_rows(rows.where(lambda r: r["indicator"] == busiest))

    def test_keyboard_moves_and_unfolds(self):
        data = self.page()
        self.b.js("document.querySelector('.scroller .row[data-row]').focus()")
        active = lambda: self.b.js("return document.activeElement.dataset.row")
        act = lambda keys: (self.b.driver.switch_to.active_element.send_keys(keys), self.settle())
        act(Keys.ARROW_DOWN * 3)
        self.assertEqual(active(), "3")
        act(Keys.ENTER)
        self.assertEqual(self.b.js("return document.activeElement.getAttribute('aria-expanded')"), "true")
        self.assertEqual(len(self.texts(".detail")), 1)
        act(Keys.ARROW_LEFT)
        self.assertEqual(len(self.texts(".detail")), 0)
        act(Keys.END)
        self.assertEqual(active(), "2999")
        act(Keys.HOME)
        self.assertEqual(active(), "0")
        act(Keys.PAGE_DOWN)
        self.assertGreater(int(active()), 10)
        self.assertEqual(data["changes"]["count"], 3000)

    def test_csv_holds_the_filtered_rows(self):
        data = self.page()
        c = data["changes"]
        self.press("[data-filter='kind4']")
        self.pick("indicator", 0)
        self.press("#export")
        expected = Rows(data).where(lambda r: r["kind"] == 4 and r["indicator"] == 0)
        self.assertGreater(len(expected), 50)
        line = lambda flat: "; ".join(f"{fixture.CARDS[s[0]]} {full(s[1])}/{full(s[2])}" for s in spans(flat))
        conditions = {x["id"]: x for i in data["indicators"] for x in i["conditions"]}
        want = [["办件", c["key"][i], "HN8-1", "业务办理时限监察", KIND_WORDS[4], *(d["values"][d["codes"][i]] for d in c["dims"]), full(c["day"][i]),
                 conditions.get(c["condition"][i], {}).get("old", ""), conditions.get(c["condition"][i], {}).get("new", ""),
                 line(c["old"][i]), line(c["new"][i]), c["old_reason"][i], c["new_reason"][i], c["missing_old"][i], c["missing_new"][i]] for i in expected]
        got = self.download()
        self.assertEqual(got[0], ["类别", "编号", "指标", "指标名称", "变化", "行政区划", "部门", "事项", "分岔时刻", "旧条件", "新条件", "旧时间线", "新时间线", "旧理由", "新理由", "旧缺", "新缺"])
        self.assertEqual(got[1:], want)

    def download(self):
        for _ in range(200):
            done = [f for f in self.b.downloads.glob("*.csv")]
            if done:
                break
            time.sleep(0.05)
        raw = done[0].read_bytes()
        done[0].unlink()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n"))
        return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))

    def test_hostile_names_stay_text(self):
        data = self.page(50, hostile=True)
        c = data["changes"]
        self.assertEqual(self.b.driver.title.split(), data["title"].split())
        self.assertEqual(self.texts("h1"), [data["title"]])
        shown = self.b.js("return [...document.querySelectorAll('.scroller .row[data-row]')].map(e => [Number(e.dataset.row), e.children[1].textContent])")
        self.assertGreater(len(shown), 12)
        self.assertEqual(dict(map(tuple, shown)), {row: c["key"][row] for row, _ in shown})
        self.press(".scroller .row[data-row]")
        self.settle()
        self.assertIn(c["new_reason"][0], self.one(".reasons").get_property("textContent"))
        self.press("[data-lang='en']")
        self.b.js("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        self.b.js("dispatchEvent(new Event('beforeprint'))")
        self.assertIsNone(self.b.js("return window.hacked"))
        self.assertEqual(self.b.js("return document.querySelectorAll('img, main script, iframe, b b').length"), 0)
        self.assertIn(fixture.HOSTILE[0], self.texts("#group-0 .name"))
        self.press("[data-lang='zh']")
        self.press("#export")
        got = self.download()
        guarded = lambda text: "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
        self.assertEqual([row[1] for row in got[1:]], [guarded(k) for k in c["key"]])
        self.assertTrue(any(row[1].startswith("'=HYPERLINK") for row in got))


class Details(PageTest):
    def unfold(self, row):
        """Brings the row into sight by its key and unfolds it."""
        self.b.js("const e = document.querySelector(`[data-filter='text']`); e.value = arguments[0]; e.dispatchEvent(new Event('input'))", row["key"])
        time.sleep(0.4)
        self.press(f".row[data-row='{row['row']}']")
        self.settle()

    def test_bars_begin_and_end_at_the_right_dates(self):
        data = self.page()
        rows = Rows(data)
        some = [next(r for r in rows.all if r["kind"] == kind) for kind in range(7)]
        some += [next(r for r in rows.all if r["indicator"] == 0 and r["condition"] >= 0 and len(r["new"]) > 3)]
        some += [next(r for r in rows.all if r["day"] is not None and r["day"] > fixture.AS_OF - 20 * fixture.DAY)]     # near T: the axis is not shortened
        for row in some:
            with self.subTest(row=row["row"]):
                self.unfold(row)
                self.check_drawing(row)
                self.press(f".row[data-row='{row['row']}']")

    def check_drawing(self, row):
        drawn = self.b.js("""const svg = document.querySelector('.detail svg.timeline'), number = t => t === '' ? null : Number(t);
          const ticks = [...svg.querySelectorAll('line.tick')].map(e => Number(e.getAttribute('x1')));
          return {spans: [...svg.querySelectorAll('g.span')].map(g => ({card: Number(g.dataset.card), onset: number(g.dataset.onset), cleared: number(g.dataset.cleared), box: g.querySelector('.bar').getBBox()}))
                    .map(s => ({...s, x1: s.box.x, x2: s.box.x + s.box.width, y: s.box.y})), labels: [...svg.querySelectorAll('.spanlabel')].map(e => e.textContent),
                  lines: ticks, dates: [...svg.querySelectorAll('.ticktext')].map(e => e.textContent), asof: Number(svg.querySelector('.mark-asof').dataset.instant),
                  asofX: Number(svg.querySelector('.mark-asof line').getAttribute('x1')), parts: svg.querySelector('.mark-parts')?.dataset.instant ?? null}""")
        want = [("old", s) for s in spans(row["old"])] + [("new", s) for s in spans(row["new"])]
        self.assertEqual([(s["card"], s["onset"], s["cleared"]) for s in drawn["spans"]], [s for _, s in want])
        self.assertEqual([s["y"] for s in drawn["spans"]], sorted(s["y"] for s in drawn["spans"]))
        self.assertEqual(drawn["asof"], fixture.AS_OF)
        self.assertEqual(None if drawn["parts"] is None else int(drawn["parts"]), row["day"])
        for (_, (card, onset, _)), label in zip(want, drawn["labels"]):
            self.assertIn("无法判定" if card < 0 else fixture.CARDS[card], label)
            if onset is not None:
                self.assertIn(day(onset), label)
        # Where two dates stand on the axis says where every other instant must be.
        self.assertGreaterEqual(len(drawn["dates"]), 2)
        seconds = [calendar.timegm(time.strptime(text, "%Y-%m-%d")) for text in drawn["dates"]]
        slope = (drawn["lines"][1] - drawn["lines"][0]) / (seconds[1] - seconds[0])
        x = lambda s: drawn["lines"][0] + (s - seconds[0]) * slope
        for span in drawn["spans"]:
            if span["onset"] is not None:
                self.assertAlmostEqual(span["x1"], x(span["onset"]), delta=1)
            if span["cleared"] is not None:
                self.assertAlmostEqual(span["x2"], max(x(span["cleared"]), span["x1"] + 2), delta=1)
            else:
                self.assertAlmostEqual(span["x2"], drawn["asofX"], delta=1)

    def test_reasons_clause_and_condition_stand_beside(self):
        data = self.page()
        row = next(r for r in Rows(data).all if r["kind"] == 2 and r["condition"] == 1)
        self.unfold(row)
        words = self.one(".detail").get_property("textContent")
        i = row["row"]
        for text in (data["changes"]["old_reason"][i], data["changes"]["new_reason"][i], "剩余 不超过 2工作日", "剩余 不超过 3工作日", "第八条（一）", full(row["day"]), "第 15 行"):
            self.assertIn(text, words)

    def test_rule_text_shows_every_line_of_the_diff(self):
        data = self.page()
        self.press("details.others > summary")
        for i, indicator in enumerate(data["indicators"]):
            self.b.js("document.getElementById(arguments[0]).open = true", f"rule-{i}")
        self.settle()
        for i, indicator in enumerate(data["indicators"]):
            lines = self.b.js("""document.querySelectorAll('.fold').forEach(f => f.click());
              return [...document.querySelectorAll(`#rule-${arguments[0]} .diffline`)].map(l => [l.children[0].textContent, l.children[1].textContent])""", i)
            self.assertEqual(lines, [[{"-": "−", "+": "+", "=": " "}[x["op"]], x["text"]] for x in indicator["diff"]])
            for condition in indicator["conditions"]:
                self.assertIn(f"决定 {grouped(condition['cases'])} 件" if condition["cases"] != 1 else "决定 1 件", self.texts(f"#rule-{i} .conditions")[0])

    def test_language_changes_every_heading(self):
        self.page()
        chinese = self.texts("h2")
        self.press("[data-lang='en']")
        english = self.texts("h2")
        self.assertEqual(len(chinese), len(english))
        self.assertEqual(self.b.js("return document.documentElement.lang"), "en")
        own = ("行政区划", "部门", "事项")                                   # names of the data stay as they are
        for zh, en in zip(chinese, english):
            self.assertNotEqual(zh, en)
            self.assertIsNone(re.search(r"[\u4e00-\u9fff]", re.sub("|".join(own), "", en)), en)
        words = self.b.js("return document.querySelector('.filters').textContent + document.querySelector('.tablebar').textContent + document.querySelector('.kinds').textContent")
        self.assertIn("gain a card", words)
        self.press("[data-lang='zh']")
        self.assertEqual(self.texts("h2"), chinese)
        self.page(50, lang="en")
        self.assertEqual(self.b.js("return document.documentElement.lang"), "en")

    def test_every_word_exists_in_both_languages(self):
        text = (Path(__file__).parents[2] / "replay/report/strings.js").read_text(encoding="utf-8")
        pairs = re.findall(r"(\w+): \['((?:[^'\\]|\\.)*)',\s*'((?:[^'\\]|\\.)*)'\]", text)
        self.assertEqual(len(pairs), len(re.findall(r"\w+: \[", text)))
        for name, zh, en in pairs:
            self.assertTrue(zh and en, name)
            self.assertEqual(sorted(re.findall(r"\{\d\}", zh)), sorted(re.findall(r"\{\d\}", en)), name)
        used = set(re.findall(r"\bt\('(\w+)'", "".join(p.read_text(encoding="utf-8") for p in (Path(__file__).parents[2] / "replay/report").glob("*.js"))))
        self.assertEqual(used - {name for name, _, _ in pairs} - {"kind_", "kindOne_", "status_"}, set())

    def test_broken_data_say_so_in_both_languages(self):
        page = render(fixture.generate(3000), "broken")
        text = page.read_text(encoding="utf-8")
        at = text.index('class="report-data">') + 5000
        page.write_text(text[:at] + "AAAA" * 50 + text[at + 200:], encoding="utf-8")
        self.load(page)
        said = self.one("#loading").text
        self.assertIn("读不出来", said)
        self.assertIn("cannot be read", said)
        self.b.console()


class Paper(PageTest):
    def test_a4_pages_with_nothing_cut(self):
        data = self.page()
        self.press(".scroller .row[data-row='1']")
        self.settle()
        for lang in ("zh", "en"):
            self.press(f"[data-lang='{lang}']")
            path = FOLDER / f"print-{lang}.pdf"
            self.b.pdf(path)
            boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
            pages = boxes.split("<page ")[1:]
            print(f"  print {lang}: {len(pages)} pages")
            self.assertTrue(5 <= len(pages) <= 12, len(pages))
            for number, page in enumerate(pages, 1):
                width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
                self.assertAlmostEqual(width, 595, delta=1)
                self.assertAlmostEqual(height, 842, delta=1)
                words = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)', page)
                self.assertGreater(len(words), 5, f"page {number} is nearly empty")
                for x1, y1, x2, y2, word in words:
                    self.assertTrue(float(x1) >= 30 and float(x2) <= width - 30 and float(y1) >= 20 and float(y2) <= height - 10, f"page {number}: {word} at {x1},{y1} to {x2},{y2}")
            text = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout
            together = re.sub(r"\s+", "", text)
            for key in data["changes"]["key"][:50]:
                self.assertIn(key, together)
            self.assertNotIn(data["changes"]["key"][50], together)
            for code in (x["code"] for x in data["indicators"] if x["status"] in ("changed", "new", "gone")):
                self.assertGreaterEqual(together.count("指标" + code), 1, code)
            decided = ["决定{}件", "decided{}cases"][lang == "en"]
            for condition in (x for i in data["indicators"] for x in i["conditions"]):
                self.assertIn(decided.format(grouped(condition["cases"])), together)
            self.assertIn("2c2b4d46217f30ca6eb25d26e00f4e80da99f212ca6c10053b52273b5ff999c3", together)


    def test_no_text_is_clipped_on_paper(self):
        self.page()
        cdp = self.b.driver.execute_cdp_cmd
        self.addCleanup(lambda: (cdp("Emulation.setEmulatedMedia", {"media": ""}), self.b.resize(1280, 900)))
        self.b.resize(703, 1000)                                             # A4 within the margins
        cdp("Emulation.setEmulatedMedia", {"media": "print"})
        self.b.js("dispatchEvent(new Event('beforeprint'))")
        self.settle()
        cut = self.b.js("""return [...document.querySelectorAll('#app *')].filter(e => e instanceof HTMLElement && e.clientWidth > 0 && !e.matches('.segment, .skip')).filter(e => {
            const box = e.getBoundingClientRect();
            return box.right > innerWidth + 1 || (getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1);
          }).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40))""")
        self.assertEqual(cut, [])


class Size(PageTest):
    def measure(self, count, **given):
        begin = time.time()
        data = self.page(count, **given)
        made = time.time() - begin
        ready = int(self.b.js("return document.documentElement.dataset.ready"))
        laps = self.b.js("""const out = {}, lap = (name, f) => { const t = performance.now(); f(); out[name] = Math.round(performance.now() - t); };
          const press = s => document.querySelector(s).click();
          lap('sort by key', () => press('[data-column=key] button'));
          lap('sort by day', () => press('[data-column=day] button'));
          lap('turn round', () => press('[data-column=day] button'));
          lap('unsorted', () => press('[data-column=day] button'));
          lap('filter', () => press("[data-filter='kind0']"));
          lap('clear', () => press("[data-filter='clear']"));
          return out;""")
        frame = self.b.driver.execute_async_script("""const done = arguments[0], s = document.querySelector('.scroller'), n = 60;
          let k = 0, begin = performance.now();
          const step = () => { s.scrollTop += 150; if (++k < n) requestAnimationFrame(step); else done(Math.round((performance.now() - begin) / n)); };
          requestAnimationFrame(step);""")
        page = self.pages[(count, *sorted(given.items()))][1]
        print(f"  {count:,} changes: page {page.stat().st_size / 1e6:.1f} MB, usable after {ready} ms; " + ", ".join(f"{k} {v} ms" for k, v in laps.items()) + f", scrolling {frame} ms a frame (fixture and page made in {made:.0f} s)")
        return data, ready

    def check_scrolling(self, data):
        count = data["changes"]["count"]
        for share in (0, 0.25, 0.5, 0.77, 1):
            self.b.js("const s = document.querySelector('.scroller'); s.scrollTop = (s.scrollHeight - s.clientHeight) * arguments[0]", share)
            self.settle()
            rows = self.in_sight()
            self.assertEqual([row for _, row in rows], list(range(rows[0][0], rows[0][0] + len(rows))))
            self.assertAlmostEqual(rows[len(rows) // 2][0], share * count, delta=max(30, count * 0.001))
            seen = self.b.js("""const s = document.querySelector('.scroller').getBoundingClientRect(); return document.elementFromPoint(s.left + 200, s.top + s.height / 2).closest('.row')?.dataset.row ?? null""")
            self.assertIsNotNone(seen)

    def test_a_hundred_thousand(self):
        data, ready = self.measure(100000)
        self.assertLess(ready, 30000)
        self.b.js("document.querySelector('#cases').scrollIntoView()")
        self.check_scrolling(data)
        rows = Rows(data)
        self.press("[data-filter='kind3']")
        self.press("[data-column='day'] button")
        ordered = [i for i in rows.ordered(lambda r: r["day"]) if data["changes"]["kind"][i] == 3]
        self.assert_rows(ordered)

    def test_more_rows_than_an_element_may_be_tall(self):
        data = fixture.generate(3000)
        page = render(data, "short")
        text = page.read_text(encoding="utf-8")
        self.assertEqual(text.count("const TALLEST = 12e6;"), 1)
        page.write_text(text.replace("const TALLEST = 12e6;", "const TALLEST = 2e4;"), encoding="utf-8")
        self.load(page)
        self.b.js("document.querySelector('#cases').scrollIntoView()")
        self.assertLess(self.b.js("return document.querySelector('.scroller').scrollHeight"), 21000)
        self.check_scrolling(data)
        self.b.js("document.querySelector('.scroller .row[data-row]').focus()")
        for key, row in ((Keys.END, 2999), (Keys.HOME, 0)):
            self.b.driver.switch_to.active_element.send_keys(key)
            self.settle()
            self.assertEqual(self.b.js("return document.activeElement.dataset.row"), str(row))

    @unittest.skipUnless("--million" in sys.argv, "only with --million")
    def test_a_million(self):
        data, _ = self.measure(1000000, reasons=False)
        self.b.js("document.querySelector('#cases').scrollIntoView()")
        self.check_scrolling(data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--render", required=True, help="zs_report_render")
    parser.add_argument("--keep", help="leave pages and prints in this folder")
    parser.add_argument("--million", action="store_true", help="measure a million changes as well")
    parser.add_argument("tests", nargs="*")
    given = parser.parse_args()
    RENDER = given.render
    FOLDER = Path(given.keep or tempfile.mkdtemp(prefix="zs-replay-"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        outcome = unittest.main(argv=["replay_test.py", *given.tests], exit=False, verbosity=2).result
    finally:
        if not given.keep:
            shutil.rmtree(FOLDER, ignore_errors=True)
    sys.exit(not outcome.wasSuccessful())
