"""Reads a report as a browser would and fails unless it is well-formed, self-contained, and says the
same numbers as the register's own answers.

    report_page.py KARTOTEK DATABASE PAGE [EXPECTED ...]

EXPECTED are texts that a reader has to find on the page, as text and not as markup.
"""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "wbr", "rect", "link", "img", "input", "hr", "path"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "nav",
    "article", "h1", "h2", "h3", "h4", "p", "a", "b", "i", "bdi", "br", "wbr", "code", "pre", "span",
    "time", "ul", "ol", "li", "dl", "dt", "dd", "div", "del", "ins", "mark", "details", "summary",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect",
}
SECTIONS = ["sources", "mended", "quality", "duplicates", "review", "rejected"]


class Page(HTMLParser):
    """Collects the text, and asserts that every element is known and closed in its turn."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.labels, self.cards = [], set(), [], [], []
        self.text, self.rows, self.headings = "", [], []
        self.feed(source)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        assert tag in ALLOWED, tag
        assert len(named) == len(attributes), "an attribute twice: %s" % attributes
        assert not any(a.startswith("on") or a in ("style", "src") for a in named), attributes
        if "id" in named:
            assert named["id"] not in self.ids, named["id"]
            self.ids.add(named["id"])
        self.labels += [named[a] for a in ("aria-labelledby",) if a in named]
        self.links += [named["href"]] if "href" in named else []
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td") and self.rows:
            self.rows[-1].append("")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_startendtag(self, tag, attributes):
        assert tag == "rect", tag

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, "misplaced </%s>" % tag

    def handle_data(self, data):
        if "style" in self.open:
            assert "url(" not in data and "@import" not in data
            return
        self.text += data
        if ("td" in self.open or "th" in self.open) and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data

    def number(self, label):
        """The number on the card with the label."""
        found = re.search(re.escape(label) + r"([\d\u202f]+)", self.text)
        assert found, label
        return int(found[1].replace("\u202f", ""))


def answer(kartotek, database, *words):
    return subprocess.run([kartotek, "-d", database, *words], check=True, capture_output=True,
                          text=True, encoding="utf-8").stdout


def latest_jobs(kartotek, database):
    """In full: the latest living import of every file."""
    jobs = json.loads(answer(kartotek, database, "jobs", "--limit", "1000", "--json"))["jobs"]
    latest = {}
    for job in jobs:
        if job["kind"] == "import" and not job["undone_by"]:
            latest.setdefault((job["source"], job["file"]), job["id"])
    return [json.loads(answer(kartotek, database, "jobs", id, "--json")) for id in latest.values()]


def check_figures(page, kartotek, database):
    contacts = [json.loads(line) for line in
                answer(kartotek, database, "export", "--format", "jsonl", "-o", "-").splitlines()]
    records = answer(kartotek, database, "export", "--records", "-o", "-").splitlines()[1:]
    jobs = latest_jobs(kartotek, database)
    mended = [m for job in jobs for m in job["mended_by_rule"]]
    rows = [row["verdict"] for job in jobs for row in job["rows"]]
    pairs = json.loads(answer(kartotek, database, "duplicates", "--json"))["open"]
    waiting = json.loads(answer(kartotek, database, "review", "--json"))["waiting"]
    persons = sum(c["entity"] == "person" for c in contacts)
    expected = {
        "Records in": len(records),
        "Persons": persons,
        "Companies": len(contacts) - persons,
        "Duplicates joined": len(records) - len(contacts),
        "Values mended": sum(m["count"] for m in mended
                             if m["rule"] not in ("doubtful", "suggestion")),
        "To review": pairs + waiting,
        "Rows rejected": rows.count("rejected"),
    }
    told = {label: page.number(label) for label in expected}
    assert told == expected, (told, expected)
    assert sum(job["mended"] for job in jobs) == expected["Values mended"]


def main():
    kartotek, database, path, *texts = sys.argv[1:]
    source = open(path, encoding="utf-8", errors="strict").read()
    assert source.startswith("<!DOCTYPE html>") and "\x00" not in source
    page = Page(source)
    assert set(SECTIONS) <= page.ids, page.ids
    assert all(link[0] == "#" and link[1:] in page.ids for link in page.links), page.links
    assert set(page.labels) <= page.ids, page.labels
    assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), page.headings
    for text in texts:
        assert text in page.text, text
    check_figures(page, kartotek, database)


main()
