"""The site's addresses with two pages more: all components, and one where all is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cpcplan import urls
from web import style

WRONG = """<!doctype html><html><head><title>cpcplan</title></head><body><main>
<h1>One</h1><h1>Two</h1><p>The date is None, or 2026-07-31.</p><input name="words">
<table width="1500"><tr><td>Wide</td></tr></table><script>go()</script>
</main></body></html>"""


@login_not_required
def wrong(request: HttpRequest) -> HttpResponse:
    return HttpResponse(WRONG)


urlpatterns = [
    *urls.urlpatterns,
    path("style/", style.style, name="components"),
    path("wrong/", wrong, name="wrong"),
]
