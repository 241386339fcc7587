"""The words of small-number control, as they stand in its JSON."""

from enum import StrEnum


class Kind(StrEnum):
    """What a printed figure is."""

    COUNT = "count"
    RATE = "rate"
    PERCENT = "percent"
    DIFFERENCE = "difference"
    MEAN = "mean"


class Mode(StrEnum):
    """How a figure was rounded; `CONTROLLED` is to the multiple below or the one above."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    HALF_DOWN = "half_down"
    DOWN = "down"
    UP = "up"
    CONTROLLED = "controlled"


class Tie(StrEnum):
    """What holds between figures."""

    SUM = "sum"
    DIFFERENCE = "difference"
    AT_MOST = "at_most"
    SAME = "same"
    ORDER = "order"
    MEAN = "mean"
    LINEAR = "linear"


class Role(StrEnum):
    """What a figure is for its readers: hiding it costs by this and never by its value."""

    HEADLINE = "headline"
    TOTAL = "total"
    PART = "part"
    RATIO = "ratio"


class Reason(StrEnum):
    """Why a figure is hidden; for those who may know, never printed beside the mark."""

    SMALL = "small"
    COVER = "cover"
    EARLIER = "earlier"
