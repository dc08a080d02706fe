#!/usr/bin/env python3
"""The report as zs replay itself writes it, over the examples of both regions: figures and rows are those of the other files."""
import csv
import json
import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import browser

browser.require()
ROOT = Path(__file__).resolve().parents[2]
ZS = os.environ.get("ZS", str(ROOT / "build/release/zs"))
REGIONS = {
    "rules/neimenggu/2024": ("neimenggu", "2024-12-31", ["--set", "NM1-1/24小时=12小时", "--set", "NM3-2/上传期限=2个工作日"]),
    "rules/henan/2019": ("henan", "2026-06-30", ["--set", "及时=1个工作日"]),
}


class RealReport(unittest.TestCase):
    def test_report_agrees_with_the_files_beside_it(self):
        for pack, (region, as_of, change) in REGIONS.items():
            with self.subTest(pack), tempfile.TemporaryDirectory() as folder, browser.Browser() as b:
                data = ROOT / "examples" / region
                done = subprocess.run([ZS, "replay", "--lang", "zh", "--old", pack, *change, "--cases", str(data / "cases.ndjson"), "--refs", f"事项={data / 'items.ndjson'}",
                                       "--as-of", as_of, "--max-rejects", "10", "--out", folder], cwd=ROOT, capture_output=True, text=True)
                self.assertEqual(done.returncode, 1, done.stderr)
                summary = json.loads(Path(folder, "summary.json").read_text(encoding="utf-8"))
                with open(Path(folder, "changes.csv"), encoding="utf-8", newline="") as f:
                    rows = list(csv.DictReader(f))
                self.assertGreater(len(rows), 0)
                b.open(Path(folder, "report.html"))
                end = time.time() + 60
                while not b.js("return document.documentElement.dataset.ready ?? null"):
                    self.assertLess(time.time(), end)
                    time.sleep(0.1)
                self.assertIn(f"{summary['totals']['changed']:,}", b.js("return document.querySelector('.big').textContent"))
                for kind, n in summary["totals"]["kinds"].items():
                    self.assertEqual(b.js(f"return document.querySelector('[data-figure=kind-{kind}]').textContent"), f"{n:,}")
                self.assertIn(f"{len(rows):,}", b.js("return document.querySelector('.tablebar').textContent"))
                shown = b.js("return [...document.querySelectorAll('.scroller .row[data-row]')].map(e => e.textContent)")
                self.assertGreater(len(shown), 0)
                for text in shown:
                    self.assertTrue(any(r["key"] in text and r["indicator"] in text for r in rows), text)
                self.assertEqual(b.console(), [])


if __name__ == "__main__":
    unittest.main()
