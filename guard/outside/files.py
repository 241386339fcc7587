"""What every file that came from outside goes through."""

from guard.outside.readers import Read, Reader, confined
from guard.outside.scanner import scan


def read_outside(reader: Reader[Read], name: str, data: bytes, *, shown: str = "This file") -> Read:
    """What `reader(name, data)` gives of it: a plain value as JSON has them.

    The scanner looks at it first, where there is one; then it is read in a process of its own.
    Raises Refusal: the scanner's, the reader's, or that the file asks for too much time or memory.
    """
    scan(data, shown=shown)
    return confined(reader, name, data, shown=shown)
