"""The demonstration has minutes that were agreed, a draft, and a young people's summary."""

from demonstration.queries.sources import read_source
from demonstration.services import make_papers, make_reports
from papers.enums import PaperKind
from papers.models import Paper


def test_minutes_and_a_summary_are_written_and_agreed_once(areas):
    source = read_source("strathmorlich")
    make_reports(source=source, quarters=1)

    assert make_papers(source=source) == 3

    minutes = Paper.objects.filter(kind=PaperKind.MINUTES).order_by("meeting__held_on")
    assert [row.draft for row in minutes] == [False, True]
    assert minutes[0].agreed_meeting == minutes[1].meeting
    summary = Paper.objects.get(kind=PaperKind.SUMMARY)
    assert summary.agreed_by != summary.begun_by
    assert all(part["words"] or part["facts"] for part in summary.content["parts"])
    assert make_papers(source=source) == 0
