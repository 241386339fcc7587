"""The site's own settings in a place of their own: one temporary folder for every test process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="cpcplan-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

os.environ["CPCPLAN_DATA"] = _folder
os.environ["DEBUG"] = "1"
os.environ["CPCPLAN_DEMONSTRATION"] = "1"
os.environ["LOG_LEVEL"] = "WARNING"
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["DATABASE_URL"] = os.environ.get("CPCPLAN_TEST_DATABASE_URL") or (
    f"sqlite:///{_folder}/db.sqlite3"
)
os.environ["CELERY_BROKER_URL"] = "filesystem://localhost"
if _broker := os.environ.get("CPCPLAN_TEST_BROKER_URL"):
    # Redis has sixteen databases: one for each process of a parallel run.
    _process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 16
    os.environ["CELERY_BROKER_URL"] = f"{_broker}?virtual_host={_process}"
# Playwright's synchronous interface keeps a loop in the thread that the tests' own queries use.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from cpcplan.settings import *  # noqa: F403
from cpcplan.settings import ASSETS, DATABASES

Path(ASSETS).mkdir(parents=True, exist_ok=True)
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file and not memory: the live server and a real worker open it too.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
