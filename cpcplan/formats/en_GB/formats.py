"""Dates as committees type them, the day always first."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, g:i a"
DATE_INPUT_FORMATS = [
    "%d %B %Y",  # 31 July 2022
    "%d %b %Y",  # 31 Jul 2022
    "%d %B, %Y",
    "%d/%m/%Y",  # 31/7/2022
    "%d/%m/%y",  # 31/7/22
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d-%m-%Y",
    "%Y-%m-%d",
]
