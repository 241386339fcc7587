"""The small safe subset of marks in a narrative section: paragraphs, bullets and sub-headings.

A blank line ends a paragraph, "- " starts a bullet, "# " a sub-heading. Nothing else is a mark, and
no HTML passes: the templates escape every piece.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Block:
    """One paragraph ("p"), list ("ul") or sub-heading ("h")."""

    kind: str
    text: str = ""
    items: list[str] = field(default_factory=list)


def blocks(body: str) -> list[Block]:
    """A section's text in pieces, in order."""
    pieces: list[Block] = []
    open_block: Block | None = None
    for line in (raw.strip() for raw in body.replace("\r\n", "\n").split("\n")):
        if not line:
            open_block = None
        elif line.startswith("# "):
            pieces.append(Block("h", line[2:].strip()))
            open_block = None
        elif line.startswith(("- ", "• ")):
            open_block = _bullet(pieces, open_block, line[2:].strip())
        elif open_block is None:
            open_block = Block("p", line)
            pieces.append(open_block)
        else:
            _carry_on(open_block, line)
    return pieces


def _bullet(pieces: list[Block], open_block: Block | None, text: str) -> Block:
    if open_block is None or open_block.kind != "ul":
        open_block = Block("ul")
        pieces.append(open_block)
    open_block.items.append(text)
    return open_block


def _carry_on(block: Block, line: str) -> None:
    """A line that follows without a blank one belongs to what stands above it."""
    if block.kind == "ul":
        block.items[-1] += " " + line
    else:
        block.text += " " + line
