"""What the benches share that write a table into docs/performance.md: the place between its markers, the machine they ran on."""
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/performance.md"


def processor():
    """How many cores of what, as the kernel says: "2 cores, AMD EPYC"."""
    names = re.findall(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    return f"{os.cpu_count()} cores, {names[0] if names else os.uname().machine}"


def markdown(heads, rows):
    """A table; the first column is text, the others are numbers."""
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def put(name, text):
    """Replaces what stands between the two <!-- bench:NAME --> markers of the page."""
    mark = f"<!-- bench:{name} -->"
    page = PAGE.read_text(encoding="utf-8").split(mark)
    if len(page) != 3:
        raise SystemExit(f"{PAGE}: expected {mark} twice, before the table and after it")
    PAGE.write_text(f"{mark}\n{text}\n{mark}".join([page[0], page[2]]), encoding="utf-8")
