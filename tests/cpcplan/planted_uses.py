"""What is used where it has no place: libraries, a browser under another name, rows and writes that
are handed on (ADR 381). As in `planted.py`: where a fault is planted, its line, what is said."""

USES = [
    # what stands in no list of what may be used (ADR 381)
    (
        "plans/queries/origins.py",
        "from operator import methodcaller",
        "is no place for operator.me",
    ),
    ("voices/queries/heard.py", "import sys", "is no place for sys"),
    ("plans/services/text.py", "import http.server", "is no place for http.server"),
    ("plans/services/text.py", "import xmlrpc.client", "is no place for xmlrpc.client"),
    ("plans/services/text.py", "import weakref", "is no place for weakref"),
    (
        "plans/services/text.py",
        "import types\nm = types.ModuleType('a')",
        "is no place for types.Mo",
    ),
    (
        "actions/rules/thinness.py",
        "from linecache import getline",
        "is no place for linecache.getli",
    ),
    (
        "plans/services/text.py",
        "from django.core import signing",
        "is no place for django.core.sign",
    ),
    (
        "plans/services/text.py",
        "from django.core.handlers import wsgi",
        "is no place for django.core",
    ),
    (
        "plans/services/text.py",
        "from django.contrib.sessions import base",
        "is no place for django.co",
    ),
    (
        "plans/services/text.py",
        "import django.core.management.base",
        "is no place for django.core.m",
    ),
    (
        "plans/forms/plan.py",
        "from django.forms import ModelForm",
        "is no place for django.forms.Mod",
    ),
    # a browser under any name
    (
        "plans/services/text.py",
        "def w(*, http):\n    return http.META['A']",
        "reads META of a request",
    ),
    (
        "plans/services/text.py",
        "def w(*, form):\n    form.cleaned_data",
        "reads cleaned_data of a re",
    ),
    ("plans/services/text.py", "def w(*, of: 'WSGIRequest'):\n    pass", "takes a request"),
    ("jobs/tasks.py", "@shared_task\ndef w(plan: Plan):\n    pass", "takes a row"),
    # rows, writes and clocks that are handed on
    ("plans/queries/origins.py", "def w(rows):\n    end = rows.delete", "hands on delete"),
    (
        "plans/queries/origins.py",
        "def w(r, n):\n    getattr(r, n)()",
        "calls what it takes by a name",
    ),
    (
        "plans/queries/origins.py",
        "def w():\n    return Plan._meta.fields_map",
        "finds classes with fi",
    ),
    (
        "plans/urls.py",
        "late = path('', lambda r: Plan.objects.none())",
        "asks the database with obj",
    ),
    (
        "plans/templatetags/plan_navigation.py",
        "def w(plan):\n    return plan.actions.all()",
        "asks the database with all",
    ),
    (
        "actions/rules/thinness.py",
        "def f(plan):\n    plan.actions.all()",
        "asks the database with all",
    ),
    (
        "actions/rules/thinness.py",
        "from datetime import date\nnow = date.today",
        "asks the world wi",
    ),
    (
        "actions/rules/thinness.py",
        "S = 0\ndef f():\n    global S\n    S = 1",
        "remembers what it was",
    ),
    ("actions/rules/thinness.py", "print('seen')", "asks the world with print()"),
]
