"""Minutes in somebody's hand: whether they are the ones that were agreed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from papers.services import agree_paper, begin_minutes, take_written_paper, withdraw_paper
from provenance.queries.written import (
    DRAFT,
    TAKEN_AS_DRAFT,
    known_written_file,
    known_written_mark,
)
from reporting.enums import Marking
from tests import factories as make
from tests.meetings.scene import HELD, TODAY, meeting_scene

pytestmark = pytest.mark.django_db


def test_what_became_of_minutes_is_told_to_those_who_read_them(tmp_path):
    now = meeting_scene()
    paper = begin_minutes(by=now.officer, meeting=now.meeting, on=TODAY)
    file = tmp_path / "minutes.docx"
    data = take_written_paper(by=now.officer, paper=paper, today=TODAY, word=True).data
    file.write_bytes(data)

    def told():
        said = StringIO()
        call_command("check_paper", str(file), stdout=said)
        return said.getvalue()

    assert DRAFT in told()
    later = make.MeetingFactory(body=now.plan.body, held_on=HELD + timedelta(days=1))
    paper = agree_paper(by=now.chair, paper=paper, expected=1, marking=Marking.OFFICIAL,
                        today=TODAY, agreed_meeting=later)  # fmt: skip
    assert TAKEN_AS_DRAFT in told()
    (match,) = known_written_mark(paper.sha256[:12], now.officer)
    assert match.told == paper.content["state"]
    stranger = make.UserFactory()
    assert known_written_mark(paper.sha256[:12], stranger) == []
    assert known_written_file("0" * 64, now.officer) == []
    withdraw_paper(by=now.chair, paper=paper, reason="A decision is missing.")
    assert "It was taken back since" in told()
