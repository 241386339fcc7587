from pathlib import Path

import pytest
from django.core.management import call_command

from tests import factories as make


@pytest.mark.django_db
def test_quarterly_report_prints_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = make.PlanFactory.create()
    make.ActionFactory.create_batch(3, plan=plan)
    call_command("quarterly_report", plan.slug, "--as-of", "2026-10-31", "--out", str(tmp_path / "q.pdf"))
    print(capsys.readouterr().out)
    assert (tmp_path / "q.pdf").read_bytes()[:5] == b"%PDF-"
