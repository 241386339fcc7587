"""Numbers that Word counts itself and does not write into the text: "Outcome 2:", "1.1", "(a)"."""

from dataclasses import dataclass, field

from sheets.rules.xml import Element, of_name, value, within

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass
class Numbering:
    """The lists of a document, counted while its paragraphs are read in order."""

    lists: dict[str, str] = field(default_factory=dict)  # a list's id: its abstract list
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def next(self, paragraph: Element) -> str:
        """What Word prints before this paragraph; "" where it prints no number.

        Counts the paragraph, so it is asked once for each, in order.
        """
        place = self._place(paragraph)
        if place is None:
            return ""
        number, level = place
        levels = self.levels.get(self.lists.get(number, ""), {})
        if level not in levels:
            return ""
        counts = self._counts(number)
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        text = levels[level].text
        if levels[level].format in ("bullet", "none"):
            return ""
        for at in range(level + 1):
            one = levels.get(at, _Level())
            text = text.replace(f"%{at + 1}", _written(counts.get(at, one.start), one.format))
        return text

    def _counts(self, number: str) -> dict[int, int]:
        """Lists of one abstract list count on, unless one says that it starts anew."""
        abstract = self.lists.get(number, "")
        counts = self.counts.setdefault(abstract, {})
        if number not in self.begun:
            self.begun.add(number)
            for (one, level), start in self.restarts.items():
                if one == number:
                    counts[level] = start - 1
        return counts

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        properties = within(paragraph, "pPr")
        listed = within(properties, "numPr")
        style = self.styles.get(value(within(properties, "pStyle")))
        if listed is None:
            return style
        number = value(within(listed, "numId"))
        level = value(within(listed, "ilvl"))
        if number == "0":
            return None
        if not number:
            return (style[0], int(level or 0)) if style else None
        return number, int(level) if level.isdigit() else 0


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    made = Numbering()
    for abstract in of_name(numbering, "abstractNum"):
        levels = {}
        for level in of_name(abstract, "lvl"):
            start = value(within(level, "start"))
            levels[_whole(value(level, "ilvl") or "0")] = _Level(
                _whole(start or "1"),
                value(within(level, "numFmt")) or "decimal",
                value(within(level, "lvlText")),
            )
        made.levels[value(abstract, "abstractNumId")] = levels
    for one in of_name(numbering, "num"):
        number = value(one, "numId")
        made.lists[number] = value(within(one, "abstractNumId"))
        for override in of_name(one, "lvlOverride"):
            start = value(within(override, "startOverride"))
            if start.isdigit():
                made.restarts[number, _whole(value(override, "ilvl") or "0")] = int(start)
    for style in of_name(styles, "style"):
        listed = within(within(style, "pPr"), "numPr")
        number = value(within(listed, "numId"))
        if number and number != "0":
            depth = _whole(value(within(listed, "ilvl")) or "0")
            made.styles[value(style, "styleId")] = (number, depth)
    return made


def _whole(words: str) -> int:
    return int(words) if words.isdigit() and len(words) < 6 else 0


def _written(number: int, way: str) -> str:
    if way in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)
        return letters.upper() if way == "upperLetter" else letters
    if way in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if way == "upperRoman" else _roman(number)
    return f"{number:02}" if way == "decimalZero" else str(number)


def _roman(number: int) -> str:
    words = ""
    for worth, letters in _ROMAN:
        while number >= worth and len(words) < 20:
            words, number = words + letters, number - worth
    return words
