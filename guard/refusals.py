"""What is not taken in, said in words for the person who sent it."""


class Refusal(Exception):
    """A rule takes something no further; `str()` is what its sender may read.

    Rules know no form and no field: whoever asked them puts the words beside the field. It is no
    ValueError, which libraries raise for a damaged file and rules catch.
    """
