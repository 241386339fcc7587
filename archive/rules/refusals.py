"""Why a file is not taken in."""


class Refused(ValueError):
    """The file cannot be taken in; the text says why and what to do. Nothing was written."""
