"""The crawler on tiny sites: sound ones stay silent, every fault is named."""

import contextlib
import io
import os
import tempfile
import unittest

import crawl


def page(body, head="", html='<html lang="en">'):
    return f"<!DOCTYPE html>{html}<head><title>T</title>{head}</head><body><h1>T</h1>{body}</body></html>"


SOUND = {
    "index.html": page('<a href="a/index.html#part">a</a><a href="https://example.org/">out</a><a href="mailto:a@example.org">m</a>',
                       '<link rel="stylesheet" href="style.css">'),
    "a/index.html": page('<h2 id="part">P</h2><a href="../index.html">home</a><a href="#part">p</a><a href="#top">t</a><a href="?q=1#part">q</a>'
                         '<img src="../p%20q.png" alt=""><img srcset="../p%20q.png 1x, ../p%20q.png 2x" src="../p%20q.png" alt="x">'),
    "p q.png": "x",
    "style.css": 'body { background: url("p%20q.png") }',
    "404.html": page('<a href="/index.html">home</a>'),
    "robots.txt": "",
}


class Crawl(unittest.TestCase):
    def crawl(self, files, *arguments):
        with tempfile.TemporaryDirectory() as root:
            for path, text in files.items():
                whole = os.path.join(root, path)
                os.makedirs(os.path.dirname(whole), exist_ok=True)
                with open(whole, "w", encoding="utf-8") as file:
                    file.write(text)
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                code = crawl.main([root, *arguments])
            return code, out.getvalue()

    def silent(self, files, *arguments):
        code, out = self.crawl({**SOUND, **files}, *arguments)
        self.assertEqual(code, 0, out)
        return out

    def found(self, words, files, *arguments):
        code, out = self.crawl({**SOUND, **files}, *arguments)
        self.assertEqual(code, 1, out)
        self.assertIn(words, out)
        self.assertIn(" 1 problems", out)

    def body(self, words, body, *arguments):
        self.found(words, {"b.html": page(body)}, *arguments)

    def test_a_sound_site_is_silent(self):
        self.assertIn("3 pages", self.silent({}, "--from-disk"))

    def test_dead_links(self):
        self.body("is dead: gone.html", '<a href="gone.html">x</a>')
        self.body("is dead: gone.png", '<img src="gone.png" alt="">')
        self.body("is dead: gone.png", '<img srcset="p%20q.png 1x, gone.png 2x" src="p%20q.png" alt="">')
        self.body("another letter case", '<a href="A/index.html">x</a>')
        self.body("is dead: index.html/", '<a href="index.html/">x</a>')
        self.body("is empty", '<a href="">x</a>')
        self.body("leaves the site", '<a href="../index.html">x</a>')
        self.body("begins at the host's root", '<a href="/index.html">x</a>')
        self.found("is dead: gone.woff", {"c.css": "@font-face { src: url(gone.woff) }"})
        self.found("is dead: gone.css", {"c.css": '/* url(no) */ @import "gone.css";'})
        self.found("is dead: /gone", {"404.html": page('<a href="/gone">x</a>')})

    def test_fragments(self):
        self.body("names no id of a/index.html", '<a href="a/index.html#nope">x</a>')
        self.body("names no id of b.html", '<a href="#nope">x</a>')
        self.body("names no id", '<a href="a/index.html#Part">x</a>')
        self.silent({"b.html": page('<a name="old"></a><a href="#old">x</a><h2 id="ü">u</h2><a href="#%C3%BC">x</a><a href="#:~:text=a">x</a>')})

    def test_directories(self):
        self.silent({"b.html": page('<a href="a/#part">x</a><a href="a">x</a>')})
        self.body("names a folder", '<a href="a/">x</a>', "--from-disk")
        self.found("is dead: empty/", {"empty/x.txt": "", "b.html": page('<a href="empty/">x</a>')})

    def test_redirects(self):
        redirect = '<!DOCTYPE html><html lang="en"><head><title>T</title><meta http-equiv="refresh" content="0; url={}"></head></html>'
        self.silent({"old.html": redirect.format("a/#part")})
        self.found("is dead: b/", {"old.html": redirect.format("b/")})

    def test_requests_to_other_hosts(self):
        self.body("asks another host", '<img src="https://example.org/x.png" alt="">')
        self.body("asks another host", '<script src="//example.org/x.js"></script>')
        self.found("asks another host", {"b.html": page("", '<link rel="preconnect" href="https://example.org">')})
        self.found("asks another host", {"c.css": "@import url(https://example.org/x.css);"})

    def test_what_a_strict_policy_forbids(self):
        self.body("style attribute", '<p style="color: red">x</p>')
        self.body("handler onclick=", '<p onclick="x()">x</p>')
        self.body("runs a script", '<a href="java&#10;script:x()">x</a>')
        self.found("<style> element", {"b.html": page("", "<style>p { color: red }</style>")})

    def test_pages(self):
        self.body('id "x" again', '<p id="x"></p><p id="x"></p>')
        self.body("picture without alt", '<img src="p%20q.png">')
        self.body('for="x" names no id', '<label for="x">x</label>')
        self.body("2 h1 headings", "<h1>again</h1>")
        self.found("no lang", {"b.html": page("", html="<html>")})
        self.found("no title", {"b.html": '<!DOCTYPE html><html lang="en"><h1>T</h1>'})
        self.silent({"b.html": page("<h1>again</h1>")}, "--links-only")

    def test_broken_references_are_counted(self):
        out = self.silent({"b.html": page('<span class="x broken">gone</span>')})
        self.assertIn("1 references marked as broken", out)
        self.body("still has an address", '<a class="broken" href="index.html">gone</a>')

    def test_sitemap_and_furniture(self):
        sitemap = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'
        base = ("--base-url", "https://example.org/docs")
        self.silent({"sitemap.xml": sitemap.format("https://example.org/docs/a/")}, *base)
        self.silent({"sitemap.xml": sitemap.format("https://example.org/docs/")}, *base)
        self.found("names no page", {"sitemap.xml": sitemap.format("https://example.org/docs/gone/")}, *base)
        self.found("not below the site", {"sitemap.xml": sitemap.format("https://example.net/a/")}, *base)
        self.found("sitemap.xml: sitemap: is not there", {}, *base)
        without = {path: text for path, text in SOUND.items() if path != "404.html"}
        code, out = self.crawl(without)
        self.assertEqual(code, 1)
        self.assertIn("404.html: sitemap: is not there", out)

    def test_addresses_below_the_base(self):
        good = {"b.html": page('<a href="https://example.org/docs/a/#part">x</a>')}
        sitemap = {"sitemap.xml": "<urlset/>"}
        self.silent(good | sitemap, "--base-url", "https://example.org/docs/")
        bad = {"b.html": page('<a href="https://example.org/docs/gone/">x</a>')}
        self.found("is dead", bad | sitemap, "--base-url", "https://example.org/docs/")

    def test_an_empty_folder_is_no_site(self):
        code, _ = self.crawl({"readme.txt": ""})
        self.assertEqual(code, 1)
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(crawl.main(["/nonexistent-site"]), 2)


if __name__ == "__main__":
    unittest.main()
