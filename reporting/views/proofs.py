"""The proof of a report in preparation: read before it is frozen, and not kept."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accounts.views import person
from reporting import services
from reporting.services import files
from reporting.views.scope import report_to_write


@require_GET
def report_proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A PDF of the draft as it stands now, PROOF with day and hour on every page."""
    report = report_to_write(request, pk)
    try:
        made = services.make_proof(by=person(request), report=report)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("report_detail", pk)
    return FileResponse(BytesIO(made.data), as_attachment=True, filename=files.proof_name(report))
