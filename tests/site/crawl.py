#!/usr/bin/env python3
"""Follows every link of a published folder, as files, and says which are dead.

usage: crawl.py SITE [--base-url URL] [--from-disk] [--links-only]

Shares no code with sprintbook: the standard library's HTML parser alone. Checked are

  links     every address in HTML, SVG and CSS that is not another site's names a file of the
            folder (a directory stands for its index.html), and its fragment an id in that file;
            none begins with `/`, so that the site works below a sub-path (404.html may: it is
            served at any depth); absolute ones begin with --base-url
  requests  no page asks another host for a stylesheet, script, picture, font or frame by itself
  pages     title, lang and one h1; no id twice; pictures with alt; references by id (label for,
            aria-*) resolve; no style attribute or element, no on… handler, no javascript: address
  sitemap   every entry of sitemap.xml is a page; 404.html and robots.txt exist

--from-disk   a link to a directory is dead: opened as file:// it shows a folder
--links-only  leaves the group `pages` out, for documents of other people

What carries the class `broken` is our own mark for a reference that leads nowhere. Those are
counted; one with an address is a fault. Exit 1 when anything is wrong, 2 when SITE is not there.
"""

import argparse
import html.parser
import os
import posixpath
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

# What each attribute of each element does: "request" is fetched by the page itself, "link" waits for a reader.
ADDRESSES = {
    ("a", "href"): "link", ("area", "href"): "link", ("form", "action"): "link", ("button", "formaction"): "link",
    ("input", "formaction"): "link", ("blockquote", "cite"): "link", ("q", "cite"): "link", ("del", "cite"): "link",
    ("ins", "cite"): "link", ("img", "src"): "request", ("script", "src"): "request", ("iframe", "src"): "request",
    ("embed", "src"): "request", ("object", "data"): "request", ("audio", "src"): "request", ("video", "src"): "request",
    ("video", "poster"): "request", ("source", "src"): "request", ("track", "src"): "request", ("input", "src"): "request",
    ("image", "href"): "request", ("image", "xlink:href"): "request", ("use", "href"): "request",
    ("use", "xlink:href"): "request", ("frame", "src"): "request", ("body", "background"): "request",
}
SOURCE_SETS = {("img", "srcset"), ("source", "srcset"), ("link", "imagesrcset")}
# A <link> of these relations is never fetched by the page itself.
QUIET_RELATIONS = {"canonical", "alternate", "next", "prev", "edit", "license", "author", "help", "search", "me", "up",
                   "start", "first", "last", "contents", "index"}
ID_REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant",
                 "aria-details", "aria-errormessage", "headers", "list", "form", "popovertarget"}
ADDRESS_METAS = {"og:url", "og:image", "twitter:image", "twitter:url"}
CSS_ADDRESS = re.compile(r"""url\(\s*("[^"]*"|'[^']*'|[^"')\s]*)\s*\)|@import\s+("[^"]*"|'[^']*')""", re.I)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# A fragment that every browser accepts without an id.
TEXT_FRAGMENT = re.compile(r":~:")


class Page(html.parser.HTMLParser):
    """What one HTML file holds: its ids, its addresses with their lines, and what is wrong in itself."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids = {}
        self.addresses = []  # (line, "link" or "request", address, <tag attribute>)
        self.references = []  # (line, attribute, id)
        self.faults = []  # (line, kind, words)
        self.title = None
        self.language = None
        self.headings = 0
        self.redirect = False
        self.broken = 0
        self.base = None
        self._in_title = False
        self._in_style = False
        self._in_svg = 0
        self.feed(text)
        self.close()

    @property
    def line(self):
        return self.getpos()[0]

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag == "svg":
            self._in_svg -= 1

    def handle_starttag(self, tag, attributes):
        given = {}
        for name, value in attributes:
            given.setdefault(name, value or "")  # the first of two equal attributes counts, as in browsers
        if tag == "svg":
            self._in_svg += 1
        self._identify(tag, given)
        self._structure(tag, given)
        self._content_policy(tag, given)
        self._collect(tag, given)

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False
        elif tag == "style":
            self._in_style = False
        elif tag == "svg":
            self._in_svg = max(0, self._in_svg - 1)

    def handle_data(self, data):
        if self._in_title:
            self.title += data
        elif self._in_style:
            for address in css_addresses(data):
                self.addresses.append((self.line, "request", address, "<style>"))

    def _identify(self, tag, given):
        if "id" in given:
            if given["id"] == "":
                self.faults.append((self.line, "page", f"<{tag}> has an empty id"))
            elif given["id"] in self.ids:
                self.faults.append((self.line, "page", f'id "{given["id"]}" again (first on line {self.ids[given["id"]]})'))
            else:
                self.ids[given["id"]] = self.line
        if tag == "a" and given.get("name"):
            self.ids.setdefault(given["name"], self.line)
        for name in ID_REFERENCES & given.keys():
            if name in ("form", "list") and tag not in ("input", "button", "select", "textarea", "output", "fieldset"):
                continue
            for target in given[name].split():
                self.references.append((self.line, name, target))
        if "broken" in given.get("class", "").split():
            self.broken += 1
            if any(name in given for name in ("href", "src")):
                self.faults.append((self.line, "link", f'<{tag} class="broken"> still has an address'))

    def _structure(self, tag, given):
        if tag == "html":
            self.language = given.get("lang", "").strip()
        elif tag == "title" and not self._in_svg and self.title is None:
            self.title, self._in_title = "", True
        elif tag == "h1":
            self.headings += 1
        elif tag == "img" and "alt" not in given:
            self.faults.append((self.line, "page", f'picture without alt: {given.get("src", "?")}'))
        elif tag == "iframe" and not given.get("title"):
            self.faults.append((self.line, "page", "frame without title"))
        elif tag == "base":
            self.base = given.get("href")
            self.faults.append((self.line, "page", "<base> changes what every link means"))

    def _content_policy(self, tag, given):
        if tag == "style":
            self._in_style = True
            self.faults.append((self.line, "page", "<style> element: a strict policy for content would ignore it"))
        for name in given:
            if name == "style":
                self.faults.append((self.line, "page", f"<{tag}> has a style attribute"))
            elif name.startswith("on"):
                self.faults.append((self.line, "page", f"<{tag}> has the handler {name}="))
            elif name == "srcdoc":
                self.faults.append((self.line, "page", "frame with srcdoc="))

    def _collect(self, tag, given):
        for name, value in given.items():
            if (tag, name) in ADDRESSES:
                self.addresses.append((self.line, ADDRESSES[tag, name], value, f"<{tag} {name}>"))
            elif (tag, name) in SOURCE_SETS:
                for address in source_set(value):
                    self.addresses.append((self.line, "request", address, f"<{tag} {name}>"))
        if tag == "link" and "href" in given:
            quiet = set(given.get("rel", "").lower().split()) & QUIET_RELATIONS
            kind = "link" if quiet and "stylesheet" not in given.get("rel", "").lower() else "request"
            self.addresses.append((self.line, kind, given["href"], "<link href>"))
        if tag == "meta":
            self._meta(given)

    def _meta(self, given):
        content = given.get("content", "")
        if given.get("http-equiv", "").lower() == "refresh":
            self.redirect = True
            found = re.match(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?(.*)$", content, re.I | re.S)
            if found:
                self.addresses.append((self.line, "link", found.group(1).strip().strip("'\""), "<meta refresh>"))
        if (given.get("property") or given.get("name") or "").lower() in ADDRESS_METAS:
            self.addresses.append((self.line, "link", content, "<meta>"))


def css_addresses(text):
    """The addresses that a stylesheet asks for."""
    for match in CSS_ADDRESS.finditer(CSS_COMMENT.sub("", text)):
        address = (match.group(1) or match.group(2)).strip("\"'")
        if address:
            yield address


def source_set(value):
    """The addresses of a srcset; commas inside an address have no space after them."""
    for candidate in re.split(r",\s+", value.strip()):
        parts = candidate.split()
        if parts:
            yield parts[0].rstrip(",")


class Site:
    """A published folder: its files, its pages, and what was found."""

    def __init__(self, root, base_url=None, from_disk=False):
        self.root = root
        self.base_url = base_url and base_url.rstrip("/") + "/"
        self.from_disk = from_disk
        self.files = {}
        self.folders = {""}
        for folder, _, names in os.walk(root):
            below = os.path.relpath(folder, root).replace(os.sep, "/")
            below = "" if below == "." else below
            self.folders.add(below)
            for name in names:
                self.files[posixpath.join(below, name)] = os.path.join(folder, name)
        self.pages = {}
        self.problems = []  # (path, line, kind, words)
        self.links = 0
        self.linked = set()

    def text(self, path):
        with open(self.files[path], "rb") as file:
            data = file.read()
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.report(path, 0, "page", f"not UTF-8 at byte {error.start}")
            return data.decode("utf-8", "replace")

    def report(self, path, line, kind, words):
        self.problems.append((path, line, kind, words))

    def crawl(self):
        for path in sorted(self.files):
            if path.endswith((".html", ".htm")):
                self.pages[path] = Page(self.text(path))
        for path, page in self.pages.items():
            self.check_page(path, page)
        for path in sorted(self.files):
            if path.endswith(".css"):
                for address in css_addresses(self.text(path)):
                    self.follow(path, 0, "request", address, "url()")
        self.check_furniture()
        self.check_names()

    def check_page(self, path, page):
        for line, kind, words in page.faults:
            self.report(path, line, kind, words)
        if not (page.title or "").strip():
            self.report(path, 0, "page", "no title")
        if not page.language:
            self.report(path, 0, "page", "no lang on <html>")
        if page.headings != 1 and not page.redirect:
            self.report(path, 0, "page", f"{page.headings} h1 headings instead of one")
        for line, name, target in page.references:
            if target not in page.ids:
                self.report(path, line, "page", f'{name}="{target}" names no id of this page')
        for line, kind, address, where in page.addresses:
            self.follow(path, line, kind, address, where)

    def follow(self, path, line, kind, address, where):
        """Checks one address that stands in the file `path`."""
        self.links += 1
        address = address.strip()
        if re.match(r"(?i)\s*(javascript|vbscript):", re.sub(r"[\x00-\x20]", "", address)):
            return self.report(path, line, "link", f"{where} runs a script: {address}")
        if self.base_url and (address + "/").startswith(self.base_url):
            return self.resolve(path, line, "/" + address[len(self.base_url):], where, rooted_is_sound=True)
        if address.startswith("//") or (SCHEME.match(address) and not address.lower().startswith("data:")):
            if kind == "request":
                self.report(path, line, "request", f"{where} asks another host: {address}")
            elif address.lower().startswith("file:"):
                self.report(path, line, "link", f"{where} names a file of one machine: {address}")
            return None
        if address.lower().startswith("data:"):
            return None
        if address == "" and where not in ("<form action>", "<meta>"):
            return self.report(path, line, "link", f"{where} is empty")
        return self.resolve(path, line, address, where, rooted_is_sound=path == "404.html")

    def resolve(self, path, line, address, where, rooted_is_sound):
        parts = urllib.parse.urlsplit(address)
        below_host = urllib.parse.urlsplit(self.base_url).path if self.base_url else "/"
        if parts.path.startswith(below_host) and below_host != "/":
            # The site's own root on its host.
            parts = parts._replace(path="/" + parts.path[len(below_host):])
        if parts.path.startswith("/"):
            if not rooted_is_sound:
                return self.report(path, line, "link", f"{where} begins at the host's root, not below the site: {address}")
            target = posixpath.normpath("/" + urllib.parse.unquote(parts.path).lstrip("/")).lstrip("/")
        elif parts.path == "":
            target = path
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)))
        target = "" if target == "." else target
        if target == ".." or target.startswith("../"):
            return self.report(path, line, "link", f"{where} leaves the site: {address}")
        file = self.file_of(target, parts.path)
        if file is None:
            near = next((name for name in self.files if name.lower() == target.lower()), None)
            hint = f" (there is {near}, in another letter case)" if near else ""
            return self.report(path, line, "link", f"{where} is dead: {address}{hint}")
        if file != target and self.from_disk and not rooted_is_sound and where != "<meta>":
            self.report(path, line, "link", f"{where} names a folder, which a browser shows as a list when the site is on disk: {address}")
        if file != path:
            self.linked.add(file)
        return self.check_fragment(path, line, address, where, file, parts.fragment)

    def file_of(self, target, written):
        """The file that a host would answer with."""
        if target in self.files and not (written.endswith("/") and target):
            return target
        if target in self.folders:
            index = posixpath.join(target, "index.html")
            return index if index in self.files else None
        return None

    def check_fragment(self, path, line, address, where, file, fragment):
        if fragment in ("", "top") or TEXT_FRAGMENT.search(fragment) or file not in self.pages:
            return
        ids = self.pages[file].ids
        if fragment not in ids and urllib.parse.unquote(fragment) not in ids:
            self.report(path, line, "link", f"{where} names no id of {file}: {address}")

    def check_furniture(self):
        for name in ("index.html", "404.html", "robots.txt"):
            if name not in self.files:
                self.report(name, 0, "sitemap", "is not there")
        if "sitemap.xml" not in self.files:
            if self.base_url:
                self.report("sitemap.xml", 0, "sitemap", "is not there")
            return
        try:
            tree = ElementTree.fromstring(self.text("sitemap.xml"))
        except ElementTree.ParseError as error:
            return self.report("sitemap.xml", error.position[0], "sitemap", f"is not XML: {error}")
        seen = set()
        for element in tree.iter():
            if element.tag.rsplit("}", 1)[-1] == "loc":
                self.check_entry((element.text or "").strip(), seen)

    def check_entry(self, entry, seen):
        if entry in seen:
            self.report("sitemap.xml", 0, "sitemap", f"twice: {entry}")
        seen.add(entry)
        below = entry
        if SCHEME.match(entry):
            if not self.base_url or not (entry + "/").startswith(self.base_url):
                return self.report("sitemap.xml", 0, "sitemap", f"not below the site's address: {entry}")
            below = entry[len(self.base_url):]
        path = posixpath.normpath(urllib.parse.unquote(urllib.parse.urlsplit(below).path).lstrip("/"))
        if self.file_of("" if path == "." else path, below) not in self.pages:
            self.report("sitemap.xml", 0, "sitemap", f"names no page: {entry}")
        return None

    def check_names(self):
        """Two files of one name on a disk that folds letter case would overwrite each other."""
        folded = {}
        for path in sorted(self.files):
            first = folded.setdefault(path.lower(), path)
            if first != path:
                self.report(path, 0, "sitemap", f"differs from {first} in letter case alone")
            if re.search(r'[<>:"|?*\\\x00-\x1f]|[. ](/|$)', path):
                self.report(path, 0, "sitemap", "has a name that Windows cannot hold")

    def unlinked(self):
        """Pages that no other page links to, but for home, 404 and redirects."""
        return [path for path, page in self.pages.items()
                if path not in self.linked and path not in ("index.html", "404.html") and not page.redirect]


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("--base-url", help="the address that the site was built for")
    parser.add_argument("--from-disk", action="store_true", help="links to a directory are dead, as they are with file://")
    parser.add_argument("--links-only", action="store_true", help="leave out what concerns a page by itself")
    parser.add_argument("--most", type=int, default=60, help="problems to print (default 60)")
    given = parser.parse_args(arguments)
    if not os.path.isdir(given.site):
        print(f"crawl: {given.site} is not a folder", file=sys.stderr)
        return 2
    site = Site(given.site, given.base_url, given.from_disk)
    site.crawl()
    problems = [p for p in site.problems if not (given.links_only and p[2] == "page")]
    for path, line, kind, words in problems[:given.most]:
        print(f"{path}{f':{line}' if line else ''}: {kind}: {words}")
    if len(problems) > given.most:
        print(f"… and {len(problems) - given.most} more")
    broken = sum(page.broken for page in site.pages.values())
    print(f"crawl: {len(site.pages)} pages, {site.links} addresses, {broken} references marked as broken, "
          f"{len(site.unlinked())} pages that none links to, {len(problems)} problems")
    return 1 if problems or not site.pages else 0


if __name__ == "__main__":
    sys.exit(main())
