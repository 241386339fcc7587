"""The demonstration's own texts are plan text: the guard has nothing to say of them."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from guard.enums import Verdict
from guard.rules.examination import examine
from tests.cpcplan.rooms import ROOMS

TEXTS = (models.CharField, models.TextField, models.JSONField)


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (*texts_of(key), *texts_of(item))
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)


def kept() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in ROOMS:
            for field in model._meta.local_fields:
                if isinstance(field, TEXTS):
                    for value in model._base_manager.values_list(field.name, flat=True):
                        yield from ((str(field), text) for text in texts_of(value))


def test_nothing_is_refused_or_doubted(areas):
    texts = {text: place for place, text in kept()}
    seen = [(place, examine(text)) for text, place in texts.items()]

    assert len(texts) > 2000
    assert [(place, one.kinds) for place, one in seen if one.verdict != Verdict.PASS] == []
