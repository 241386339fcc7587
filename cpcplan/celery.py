"""The Celery application. The broker is a doorbell; the job row in the database is the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpcplan.settings")

app = Celery("cpcplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
