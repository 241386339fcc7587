"""What documents use of pydyf, which writes WeasyPrint's PDF and has no types of its own.

The keys of a dictionary are those of the PDF standard (ISO 32000): what stands under each is said
here once.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, overload

def _to_bytes(item: bytes | str | Object) -> bytes: ...

class Object:
    number: int
    free: str
    data: bytes
    compressible: bool
    def __init__(self) -> None: ...
    @property
    def reference(self) -> bytes: ...

class String(Object):
    string: str

class Dictionary(Object):
    def __init__(self, values: Mapping[str, str]) -> None: ...
    def __len__(self) -> int: ...
    def __contains__(self, key: str) -> bool: ...
    @overload
    def __getitem__(self, key: Literal["K"]) -> list[Kid]: ...
    @overload
    def __getitem__(self, key: Literal["A"]) -> Dictionary: ...
    @overload
    def __getitem__(self, key: Literal["ID"]) -> String: ...
    @overload
    def __getitem__(self, key: Literal["S"]) -> str: ...
    @overload
    def __getitem__(self, key: Literal["Nums"]) -> Sequence[int | list[bytes]]: ...
    @overload
    def __getitem__(
        self, key: Literal["P", "Contents", "ParentTree", "StructTreeRoot"]
    ) -> bytes: ...
    @overload
    def get(self, key: Literal["K"], default: Sequence[Kid]) -> Sequence[Kid]: ...
    @overload
    def get(self, key: Literal["Headers"], default: Sequence[String]) -> Sequence[String]: ...
    @overload
    def get(self, key: Literal["MCID"]) -> int | None: ...
    @overload
    def get(self, key: Literal["Type"]) -> str | None: ...
    def __setitem__(self, key: Literal["P"], value: bytes) -> None: ...
    def clear(self) -> None: ...

Kid = bytes | int | Dictionary  # a reference, a number of marked content, an object

class Stream(Object):
    stream: list[bytes | str | Dictionary]
    extra: Mapping[str, object]
    compress: bool

class PDF:
    objects: list[Object]
    catalog: Dictionary
    page_references: Sequence[bytes]
    def add_object(self, object_: Object) -> None: ...
