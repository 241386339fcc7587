"""A register's own file, handed to whoever reads its page."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from handouts.register_files import RegisterFile, register_pdf, register_workbook
from web.downloads import download


def register_download(file: RegisterFile, form: str) -> HttpResponse:
    """As a PDF or as a workbook, called by what it is and by the day; 404 for another form."""
    if form not in ("pdf", "xlsx"):
        raise Http404("This goes out as .pdf or .xlsx.")
    data = register_pdf(file).data if form == "pdf" else register_workbook(file)
    return download(data, f"{slugify(f'{file.name} {file.at.date()}')}.{form}")
