"""What documents use of tinycss2, which reads style sheets and has no types of its own."""

from collections.abc import Sequence
from typing import Literal

class Node: ...

class QualifiedRule(Node):
    type: Literal["qualified-rule"]
    prelude: Sequence[Node]
    def serialize(self) -> str: ...

class AtRule(Node):
    type: Literal["at-rule"]

def parse_stylesheet(
    input: str, skip_comments: bool = ..., skip_whitespace: bool = ...
) -> Sequence[QualifiedRule | AtRule]: ...
