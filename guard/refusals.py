"""What is not taken in, said in words for the person who sent it."""


class Refusal(ValueError):
    """A rule takes something no further; `str()` is what its sender may read.

    Rules know no form and no field: whoever asked them puts the words beside the field.
    """
