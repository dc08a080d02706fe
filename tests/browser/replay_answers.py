"""What the page of a replay must say, computed from its data in another way than the page does it."""
import time

KIND_WORDS = ["新亮牌", "不再亮牌", "牌升级", "牌降级", "只改日期", "变为可判定", "变为无法判定"]


def full(seconds):
    return "" if seconds is None else time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seconds))


def day(seconds):
    return full(seconds)[:10]


def grouped(n):
    return f"{n:,}"


def spans(flat):
    return [tuple(flat[i:i + 3]) for i in range(0, len(flat), 3)]


class Rows:
    """The changes as a list of rows, for computing what a filter or an order must give."""

    def __init__(self, data):
        self.data, c = data, data["changes"]
        self.all = [{name: c[name][i] for name in ("key", "indicator", "kind", "condition", "day", "old", "new")} | {"row": i, "dims": [d["codes"][i] for d in c["dims"]]}
                    for i in range(c["count"])]

    def where(self, test):
        return [r["row"] for r in self.all if test(r)]

    def ordered(self, value, down=False):
        """Stable; None last in either direction."""
        known, absent = [r for r in self.all if value(r) is not None], [r for r in self.all if value(r) is None]
        keys = sorted({value(r) for r in known}, reverse=down)
        place = {k: i for i, k in enumerate(keys)}
        return [r["row"] for r in sorted(known, key=lambda r: place[value(r)])] + [r["row"] for r in absent]


def top_card(flat):
    """(card, first onset of it), nothing below undecided, below the cards."""
    if not flat:
        return (-2, 0)
    top = max(s[0] for s in spans(flat))
    return (top, next(s[1] for s in spans(flat) if s[0] == top) or 0)
