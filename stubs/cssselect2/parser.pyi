"""A selector as it was read."""

from collections.abc import Iterable, Sequence

from tinycss2 import Node

class ClassSelector:
    class_name: str

class AttributeSelector:
    lower_name: str

class CompoundSelector:
    simple_selectors: Sequence[object]

class CombinedSelector:
    left: Tree
    right: CompoundSelector

Tree = CombinedSelector | CompoundSelector

class Selector:
    parsed_tree: Tree

def parse(input: Iterable[Node]) -> Iterable[Selector]: ...
