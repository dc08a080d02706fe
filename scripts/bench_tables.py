"""What the benches share: their build folder, the place of a table between its markers in docs/performance.md, the machine they ran on."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/performance.md"


def add_built(parser):
    parser.add_argument("--built", metavar="DIR", help="use what this build folder holds as it is; without it build/bench is brought up to date")


def build(built, *targets):
    """The build folder that holds these targets: `built`, where it is given, or build/bench, apart from the folders that a developer works with."""
    if built:
        return Path(built).resolve()
    launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    for command in ([ROOT / "scripts/setup", "--build"], ["cmake", "--preset", "bench", *launcher], ["cmake", "--build", "build/bench", "--target", *targets]):
        subprocess.run(command, check=True, stdout=sys.stderr, cwd=ROOT)
    return ROOT / "build/bench"


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
