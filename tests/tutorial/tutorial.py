#!/usr/bin/env python3
"""Does what a tutorial says, in an empty folder, and compares what is shown with what comes.

    tutorial.py ZS PAGE...            compare
    tutorial.py --update ZS PAGE...   write what came into the pages

In a page, a block fenced `console` holds commands after `$ ` and their output, standard output and error together. A line `…` stands for any
lines. A comment before a block says what to do with it:

    <!-- write PATH -->               the block is the file's text
    <!-- rewrite PATH HEAD -->        the block takes the place of the declaration that begins with HEAD
    <!-- exit N -->                   the last command of the block ends with N, not 0
    <!-- swap PATH | OLD | NEW -->    in the file, OLD becomes NEW (no block)

Durations and fingerprints differ between runs: they are compared as if they were equal.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ROOT / "examples" / "tutorial"
MASKS = [
    (re.compile(r"\b[0-9a-f]{16,64}\b"), "<hash>"),
    (re.compile(r"[0-9.,]+ ?(?:秒|毫秒)"), "<time>"),
    (re.compile(r"\b[0-9.,]+ (?:s|ms|seconds)\b"), "<time>"),
    (re.compile(r"(?:每秒|per second:?) ?[0-9.,]+(?: ?条)?|[0-9.,]+ (?:records/s|records per second)"), "<rate>"),
    (re.compile(r"\b[0-9]+ (?:字节|bytes)\b"), "<size>"),
]


def masked(line):
    for pattern, word in MASKS:
        line = pattern.sub(word, line)
    return line.rstrip()


def same(shown, came):
    """Lines equal; `…` matches any number of them."""
    if not shown:
        return not came
    if shown[0].strip() == "…":
        return any(same(shown[1:], came[i:]) for i in range(len(came) + 1))
    return bool(came) and masked(shown[0]) == masked(came[0]) and same(shown[1:], came[1:])


class Page:
    def __init__(self, path, zs, update):
        self.path, self.update, self.failed = pathlib.Path(path), update, 0
        self.lines = self.path.read_text(encoding="utf-8").split("\n")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="zs-tutorial-"))
        tools = self.folder / ".bin"
        tools.mkdir()
        (tools / "zs").symlink_to(pathlib.Path(zs).resolve())
        self.work = self.folder / "work"
        shutil.copytree(FILES, self.work, ignore=shutil.ignore_patterns("*.py", "*.md"))
        # LANG alone: a machine may lack the locale, and bash complains only about LC_ALL. Names are sorted by their bytes everywhere.
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("LC_") and k != "LANGUAGE"}
        self.environment.update(PATH=f"{tools}:{os.environ['PATH']}", LANG="zh_CN.UTF-8" if ".zh." in self.path.name else "en_US.UTF-8", LC_COLLATE="C", NO_COLOR="1", COLUMNS="100",
                                TZ="Asia/Shanghai")

    def fail(self, line, words):
        self.failed += 1
        print(f"{self.path}:{line + 1}: {words}")

    def run(self):
        out, i, orders = [], 0, []
        while i < len(self.lines):
            line = self.lines[i]
            order = re.fullmatch(r"<!-- (write|rewrite|exit|swap) (.*) -->", line)
            if order:
                if order[1] == "swap":
                    self.swap(i, order[2])
                else:
                    orders.append((order[1], order[2]))
            if line.startswith("```") and len(line) > 3:
                end = next((k for k in range(i + 1, len(self.lines)) if self.lines[k] == "```"), None)
                if end is None:
                    self.fail(i, "the block is not closed")
                    break
                body = self.lines[i + 1:end]
                out.append(line)
                out += self.console(i, body, orders) if line == "```console" else self.block(i, body, orders)
                out.append("```")
                orders, i = [], end + 1
                continue
            out.append(line)
            i += 1
        shutil.rmtree(self.folder)
        if self.update:
            self.path.write_text("\n".join(out), encoding="utf-8")
        return self.failed

    def swap(self, at, words):
        path, old, new = (w.strip() for w in words.split(" | "))
        file = self.work / path
        text = file.read_text(encoding="utf-8")
        if text.count(old) != 1:
            self.fail(at, f"{path} has {old!r} {text.count(old)} times")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def block(self, at, body, orders):
        for order, words in orders:
            path, _, head = words.partition(" ")
            file = self.work / path
            text = "\n".join(body) + "\n"
            if order == "rewrite":
                old = file.read_text(encoding="utf-8")
                found = re.search(rf"^{re.escape(head)}.*?^\}}\n", old, re.M | re.S)
                if not found:
                    self.fail(at, f"{path} has no declaration {head!r}")
                    continue
                text = old[:found.start()] + text + old[found.end():]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return body

    def console(self, at, body, orders):
        wanted = next((int(words) for order, words in orders if order == "exit"), 0)
        starts = [k for k, line in enumerate(body) if line.startswith("$ ")]
        if not starts or starts[0] != 0:
            self.fail(at, "a console block begins with a command")
            return body
        out = []
        for n, start in enumerate(starts):
            end = starts[n + 1] if n + 1 < len(starts) else len(body)
            shown = body[start + 1:end]
            ran = subprocess.run(["bash", "-c", body[start][2:]], cwd=self.work, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
            came = ran.stdout.decode("utf-8", "replace").rstrip("\n").split("\n") if ran.stdout else []
            came = [line.rstrip() for line in came]
            expected = wanted if n + 1 == len(starts) else 0
            if ran.returncode != expected:
                self.fail(at + start + 1, f"{body[start]} ended with {ran.returncode}, not {expected}:\n" + "\n".join(came))
            equal = same(shown, came)
            if not equal and not self.update:
                self.fail(at + start + 1, f"{body[start]} shows\n" + "\n".join("  - " + s for s in shown) + "\nand what came is\n" + "\n".join("  + " + c for c in came))
            out += [body[start]] + (shown if equal else came)
        return out


def main():
    arguments = sys.argv[1:]
    update = bool(arguments) and arguments[0] == "--update"
    zs, *pages = arguments[1:] if update else arguments
    failed = sum(Page(page, zs, update).run() for page in pages)
    print(f"{failed} failed" if failed else "ok")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
