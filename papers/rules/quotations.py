"""Whether words quote somebody, which needs consent. Pure."""

import re
from typing import Final

QUOTED: Final = re.compile(r"[“«„][^“”«»„]+[”»“]|\"[^\"]+\"|(?<!\w)‘[^‘’]+\s[^‘’]+’(?!\w)")


def quotes(words: str) -> bool:
    """Whether anything stands between quotation marks."""
    return QUOTED.search(words) is not None
