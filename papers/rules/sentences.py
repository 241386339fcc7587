"""How long sentences are: a hint for whoever writes for young people. Pure."""

import re
from typing import Final

LONG: Final = 20  # words; plain writing stays below


def long_sentences(words: str) -> int:
    """How many sentences have more words than are read easily."""
    return sum(len(one.split()) > LONG for one in re.split(r"[.!?\n]+", words))
