"""How an action is named and what a check says of it, of rows and of records alike. Pure."""

from typing import Protocol


class Numbered(Protocol):
    @property
    def number(self) -> str: ...
    @property
    def position(self) -> int: ...


class Worded(Protocol):
    @property
    def what_happened(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def recovery(self) -> str: ...
    @property
    def difference(self) -> str: ...


def reference_of(action: Numbered) -> str:
    """An action's printed number, or its place in the plan ("no. 7")."""
    return reference(action.number, action.position)


def reference(number: str, position: int) -> str:
    """The same of an action whose number and place are known, of a version as of a row."""
    return number or f"no. {position}"


def wordings_of(check: Worded) -> list[str]:
    """The words that were given, in the order in which an update is written."""
    texts = (check.what_happened, check.reason, check.recovery, check.difference)
    return [text for text in texts if text]
