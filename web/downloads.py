"""A file that a page hands out, made while somebody waits."""

from typing import Final

from django.http import HttpResponse

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_of(name: str) -> str:
    """Of which kind a file is, by how its name ends."""
    return TYPES[name.rpartition(".")[2]]


def download(data: bytes | str, name: str) -> HttpResponse:
    """The file as an answer."""
    answer = HttpResponse(data, content_type=kind_of(name))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
