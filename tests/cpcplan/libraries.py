"""What of Python's and Django's libraries may be used at all.

A list of what is forbidden always lacks the next way. So whatever only computes stands here, free
for everybody; what reaches the world, another process or a request's surroundings has its places in
`doors.py`; and what stands in neither is refused until somebody says where it comes in.
"""

# Of Python: it computes, and answers the same tomorrow.
PYTHON = {
    *("__future__", "base64", "bisect", "calendar", "collections", "colorsys", "contextlib"),
    "copy",
    *("csv", "dataclasses", "datetime", "decimal", "difflib", "email", "enum", "fractions"),
    *("functools", "hashlib", "hmac", "html", "io", "ipaddress", "itertools", "json", "math"),
    *("operator", "os", "pathlib", "re", "secrets", "tomllib", "types", "typing", "unicodedata"),
    *("urllib.parse", "uuid", "warnings", "xml", "zlib"),
}
# Of Django: who may know pages, forms and rows stands in `walls.py` by layer.
DJANGO = {
    *("django.forms", "django.apps.AppConfig", "django.apps.registry", "django.conf.settings"),
    *("django.contrib.messages", "django.contrib.auth", "django.http", "django.shortcuts"),
    *("django.core.exceptions", "django.core.validators", "django.db.models"),
    *("django.db.transaction", "django.db.IntegrityError", "django.db.DatabaseError"),
    *("django.db.Error", "django.urls", "django.utils", "django.views.decorators"),
}
# The places of what is there for few, by the beginning of their names; none where nobody may.
FEW: dict[str, tuple[str, ...]] = {
    "argparse": (
        *("management", "timescales.day_argument", "committees.queries.area_argument"),
        "plans.queries.plan_argument",
    ),
    "getpass": ("management",),
    "logging": ("cpcplan", "guard.outside"),
    "struct": ("guard.outside",),
    "sys": ("cpcplan", "guard.outside", "management"),
    "time": ("cpcplan", "guard.outside", "entrance.middleware", "demonstration.queries.sign_ins"),
    "http.HTTPStatus": (),
    "wsgiref.types": ("cpcplan",),
    "types.ModuleType": (),
    "operator.methodcaller": (),
    "django.core.checks": ("cpcplan",),
    "django.core.wsgi": ("cpcplan",),
    "django.core.signing": (
        *("web.kept_text", "committees.queries.address_links", "gatehouse.queries.devices"),
    ),
    "django.core.serializers.json": ("retention.views", "audit.services.record"),
    "django.core.management.base": (
        *("management", "committees.queries.area_argument", "plans.queries.plan_argument"),
    ),
    "django.core.paginator": ("views",),
    "django.contrib.sessions": ("entrance", "redactions.queries.columns"),
    "django.contrib.staticfiles": ("documents.files.pdf",),
    "django.contrib.auth.hashers": ("archive.services.rows", "demonstration.services.people"),
    "django.template": ("templatetags",),
    # letters and papers are written with templates
    "django.template.loader": ("services", "queries", "handouts", "documents.files"),
    "django.views.generic": ("cpcplan.urls",),
    "django.utils.connection": (),
    # a form turns text into types: what writes is a service
    **dict.fromkeys(("django.forms.ModelForm", "django.forms.modelform_factory"), ()),
    "django.db.migrations": ("audit.models.triggers",),
}
