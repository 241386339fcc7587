"""The Celery application. The broker is a doorbell; the job row in the database is the truth."""

import os

from celery import Celery

from cpcplan.broker import use_whole_messages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpcplan.settings")
# A worker would load every page of the site, 45 MB, for checks of which it reads no answer:
# whoever migrates or deploys reads them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

use_whole_messages()
app = Celery("cpcplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# what beat calls by the clock: a door like a view, so it may call services, which tasks may not
app.autodiscover_tasks(related_name="schedule")
