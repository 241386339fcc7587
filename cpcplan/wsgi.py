"""The door for gunicorn."""

import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from documents.files.stack import roomy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpcplan.settings")

site = get_wsgi_application()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The site's answer: from the server to a part of a template its calls stand deep too."""
    return roomy(lambda: site(environ, start_response))
