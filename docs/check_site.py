#!/usr/bin/env python3
"""check_site.py FOLDER: every link, picture, script and style of the pages in FOLDER leads somewhere.

Links within the site must name a file that is there and, after a #, something on it; others must be well-formed.
"""
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.names, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key in ("id", "name"):
                self.names.add(value)
            elif (tag, key) in {("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("object", "data")}:
                self.links.append(value or "")


def fault(page, link, pages):
    """What is wrong with the link, or None."""
    parts = urlsplit(link)
    if parts.scheme == "javascript":
        return None
    if parts.scheme == "mailto":
        return None if "@" in parts.path else "no address"
    if parts.scheme or parts.netloc:
        return None if parts.scheme in ("http", "https") and "." in parts.netloc else "not well-formed"
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return "no such file"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].names:
        return "nothing there has this name"
    return None


def main(folder):
    files = sorted(Path(folder).resolve().rglob("*.html"))
    pages = {file: Page(file.read_text(encoding="utf-8")) for file in files}
    links = [(file, link) for file in files for link in pages[file].links]
    faults = [(file, link, what) for file, link in links if (what := fault(file, link, pages))]
    for file, link, what in faults:
        print(f"{file.name}: {link}: {what}", file=sys.stderr)
    print(f"{len(files)} pages, {len(links)} links, {len(faults)} broken")
    return 1 if faults or not links else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
