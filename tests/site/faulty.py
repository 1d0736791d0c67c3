"""Documents that no friend would write: odd names, odd bytes, and texts that mean something to a service."""

import os

# Path below the folder of documents, and text.
FAULTY = {
    "100%25, a: b=c [x](y) #1 @team.md": "# A\n\n[a](b%2Cc%3A%0A.md) `x` [`<b>`](gone|pipe.md) [@team](gone.md#12)\n",
    "quo\"te's & <tag>.md": "# <b>\n\n[a](gone\"'&<script>.md) ![b](%3Cimg%3E.png)\n\n<a href='gone?x=1&amp;y=2.html'>x</a>\n",
    "😀 日本/e\u0301.md": "# 😀\n\n😀😀 [é](gone-😀.md) [日本](gone.md \"title\") x\n",
    "crlf.md": "\ufeff---\r\ntitle: x\r\nunknwon: 1\r\n---\r\n\r\n# CRLF\r\n\r\n[a](gone.md)\r\n[b]()\r\n",
    "bom.md": "\ufeff[first](gone.md) é [second](Gone.md)\n",
    "bom-banner.md": "\ufeff> A banner\n\n---\ntitle: x\n---\n\n# Banner\n\n[a](gone.md)",
    "cr.md": "# CR\r\r[a](gone.md)\r[b](also-gone.md)\r",
    "nul.md": "# NUL\n\n[a](go\0ne.md) [\x1b[31mred](\x07gone.md) \u202e[b](gone\u200b.md)\n",
    "backticks.md": "# `x`\n\n[a](``.md) [b](`%60`/x.md) ``[c](d.md)`` [e](<f ` g.md>)\n",
    "commands.md": "# ::error::x\n\n[::error::no](::error file=x::no.md) [##[error]no](##[error]no.md)\n",
    "twice.md": "# T\n\n[a](gone.md) [a](gone.md)\n\n[a](gone.md)\n<a id=\"x\"></a><a id=\"x\"></a>\n",
    "end.md": "# End\n\n[a](gone.md)",
    "empty.md": "",
    "case.md": "# Case\n\n[a](CRLF.md) [b](Empty.MD)\n",
}
NOT_UTF8 = b"# L\xe4tin\n\n[\xe4\xf6](gone.md) \xff x\n"


def add(folder):
    """Writes the faulty documents where the handbook's own are."""
    content = os.path.join(folder, "content") if os.path.isdir(os.path.join(folder, "content")) else folder
    for path, text in FAULTY.items():
        whole = os.path.join(content, "faulty", path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    with open(os.path.join(content, "faulty", "latin.md"), "wb") as file:
        file.write(NOT_UTF8)
