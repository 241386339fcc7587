"""The visible text of a document's HTML, a line for every cell, paragraph and heading."""

import re
from html import unescape

PIECE = re.compile(r"</?(tr|p|h\d|li|table|section|td|th|span|ul|ol|div|title|text|body)[^>]*>")


def text_of(markup: str) -> str:
    """What a reader sees, drawings' words included."""
    body = re.sub(r"<style.*?</style>", "", markup, flags=re.DOTALL)
    words = unescape(re.sub(r"<[^>]+>", "", PIECE.sub("\n", body)))
    return "\n".join(line for raw in words.splitlines() if (line := raw.strip())) + "\n"
