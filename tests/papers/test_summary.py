"""A young people's summary: people write it, the report's numbers stand in it, another approves."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from papers.models import Paper
from papers.queries.records import record_of
from papers.queries.summary import numbers
from papers.rules.parts import SUMMARY
from papers.rules.quotations import quotes
from papers.rules.sentences import long_sentences
from papers.services import agree_paper, begin_summary, take_written_paper, write_paper_part
from papers.services.words import NO_CONSENT
from reporting.enums import Marking
from reporting.queries.reports import content_of
from tests.reporting import pdf_tree, short_samples

TODAY = timezone.localdate()


def begun(stage):
    return begin_summary(by=stage.officer, report=stage.issued())


def write(stage, paper, key, words="More children have somebody to talk to.", **more):
    return write_paper_part(by=stage.officer, paper=paper, key=key, expected=0, words=words,
                            today=TODAY, **more)  # fmt: skip


def approved(stage, paper, by=None):
    paper.refresh_from_db()
    return agree_paper(by=by or stage.chair, paper=paper, expected=paper.row_version,
                       marking=Marking.OFFICIAL, today=TODAY)  # fmt: skip


def test_the_numbers_are_what_can_be_counted_in_the_snapshot(stage):
    paper = begun(stage)
    content = content_of(paper.report.snapshot)
    rows = [row for row in content["actions"] if not row["ongoing"] and not row["withdrawn_on"]]
    done = sum(row["completed_on"] is not None for row in rows)
    printed = next(part for part in record_of(paper, TODAY)["parts"] if part["key"] == "numbers")
    assert f" the plan had {len(rows)} actions: " in printed["facts"][0]
    assert printed["facts"][1] == f"{done} is done, and somebody else checked that."
    assert numbers(short_samples.bare())


def test_only_an_issued_report_has_one(stage):
    with pytest.raises(ValidationError, match="issued report"):
        begin_summary(by=stage.officer, report=stage.frozen())
    assert not Paper.objects.exists()


def test_it_waits_for_words_under_every_part_and_for_somebody_who_wrote_none(stage):
    paper = begun(stage)
    write(stage, paper, "aims")
    with pytest.raises(ValidationError) as refused:
        approved(stage, paper)
    assert "“What got better”" in refused.value.messages[0]
    for asked in SUMMARY[1:]:
        write(stage, paper, asked.key)
    with pytest.raises(ValidationError, match="You wrote in this paper"):
        approved(stage, paper, by=stage.officer)

    paper = approved(stage, paper)

    made = take_written_paper(by=stage.chief, paper=paper, today=TODAY)
    words = pdf_tree.squeezed(" ".join(pdf_tree.read(made.data).pages))
    assert f"Approvedby{pdf_tree.squeezed(str(stage.chair))}on" in words
    assert "DRAFT" not in words
    assert "Writtenby" not in words
    later = take_written_paper(by=stage.chief, paper=paper, today=TODAY + timedelta(days=500))
    assert later.data == made.data


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("They said “nobody listens” twice.", True),
        ('They said "nobody listens".', True),
        ("They said ‘nobody listens to us’.", True),
        ("It’s the children’s own plan.", False),
        ("They said that nobody listens.", False),
    ],
)
def test_what_stands_between_quotation_marks_is_a_quotation(words, quoted):
    assert quotes(words) is quoted


def test_a_quotation_needs_somebodys_consent_with_its_day(stage):
    paper = begun(stage)
    said = "They said “nobody listens”."
    with pytest.raises(ValidationError) as refused:
        write(stage, paper, "told", said)
    assert refused.value.message_dict == {"words": [NO_CONSENT]}
    with pytest.raises(ValidationError) as refused:
        write(stage, paper, "told", said, consent_from="own")
    assert set(refused.value.message_dict) == {"consent_on"}
    with pytest.raises(ValidationError):
        write(stage, paper, "told", said, consent_from="own", consent_on=TODAY + timedelta(days=1))
    row = write(stage, paper, "told", said, consent_from="own", consent_on=TODAY)
    assert (row.consent_from, row.consent_on) == ("own", TODAY)


def test_long_sentences_are_counted():
    assert long_sentences("Short. " + "word " * 21 + ". " + "word " * 20) == 1


def test_facts_stand_beside_what_is_written_and_who_may_not_does_not(stage, client):
    paper = begun(stage)
    address = reverse("paper_part", args=[paper.pk, "better"])
    client.force_login(stage.officer)
    page = client.get(address).content.decode()
    done = next(row for row in content_of(paper.report.snapshot)["actions"] if row["completed_on"])
    assert done["reference"] in page
    member = stage.person(Role.MEMBER)
    client.force_login(member)
    assert client.get(reverse("paper", args=[paper.pk])).status_code == 200
    assert client.get(address).status_code == 403
    client.force_login(stage.person(Role.INSPECTOR))
    assert client.get(reverse("paper", args=[paper.pk])).status_code == 404


def test_by_command_an_unapproved_one_says_draft(stage, tmp_path):
    out = tmp_path / "summary.pdf"
    with pytest.raises(CommandError, match="people begin it there"):
        call_command("young_peoples_summary", stage.plan.slug, "--out", str(out))
    paper = begun(stage)
    call_command("young_peoples_summary", stage.plan.slug, "--out", str(out), stdout=StringIO())
    pages = pdf_tree.read(out.read_bytes()).pages
    assert all("DRAFT" in pdf_tree.squeezed(page) for page in pages)
    assert out.read_bytes() == take_written_paper(by=stage.chief, paper=paper, today=TODAY).data
