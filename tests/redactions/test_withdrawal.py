"""Reports that held words which identify somebody: withdrawn, or their documents made anew."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from audit.queries.verification import breaks
from jobs.enums import FileState
from jobs.models import Job
from redactions.rules.words import sought
from reporting.enums import ReportState
from reporting.models import Report
from reporting.queries.distribution import to_confirm
from reporting.services import send_again
from reporting.services.letters import tell_withdrawn
from reporting.services.verification import faults, withdrawn
from tests import factories as make
from tests.redactions.lived import WORDS, bytes_left, lived, taken_out

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_issued_report_is_withdrawn_and_its_correction_begins(client):
    plan, _, _ = lived()
    report = make.issued_report(plan=plan)
    delivery = make.DeliveryFactory(report=report, letter=None)
    issued_hash = report.snapshot.sha256
    file_hash = report.files.exclude(sha256="").first().sha256

    row = taken_out(plan.area)

    report = Report.objects.get(pk=report.pk)
    following = Report.objects.get(corrects=report)
    assert (report.state, report.withdrawn_by) == (ReportState.ISSUED, row.decided_by)
    assert report.snapshot.sha256 == issued_hash != report.snapshot.fingerprint
    assert set(report.files.values_list("state", "path")) == {(FileState.WITHDRAWN, "")}
    assert following.state == ReportState.DRAFT
    assert "withdrawn" in following.erratum
    told = Job.objects.get(task="reporting.tell_withdrawn")
    assert told.payload == {"delivery": delivery.pk}
    assert list(faults()) == []
    assert [line for line in withdrawn() if file_hash in line and "withdrawn" in line] != []
    assert list(breaks()) == []
    assert bytes_left() == []


def test_a_withdrawn_reports_addresses_say_so(client):
    plan, _, _ = lived()
    report = make.issued_report(plan=plan)
    file = report.files.first()
    taken_out(plan.area)
    client.force_login(make.person_with(Role.CHIEF_OFFICER, plan.area))

    answers = [
        client.get(reverse("report_file", args=[file.pk])),
        client.get(reverse("report_read", args=[report.pk])),
        client.get(reverse("report_detail", args=[report.pk])),
    ]

    assert [answer.status_code for answer in answers] == [410, 410, 200]
    assert ["Withdrawn on" in answer.content.decode() for answer in answers] == [True] * 3


def test_whoever_was_sent_it_is_told_without_the_words(mailoutbox):
    plan, _, _ = lived()
    report = make.issued_report(plan=plan)
    delivery = make.DeliveryFactory(report=report, letter=None)
    taken_out(plan.area)

    delivery.report.refresh_from_db()
    for _ in range(2):
        tell_withdrawn(delivery)

    [letter] = mailoutbox
    assert letter.to == [delivery.user.email]
    assert letter.subject.startswith("Withdrawn: ")
    assert sought(WORDS).spans(letter.body) == []


def test_a_frozen_report_has_its_documents_made_anew():
    plan, _, _ = lived()
    report = make.frozen_report(plan=plan)

    taken_out(plan.area)

    report = Report.objects.get(pk=report.pk)
    assert (report.state, report.withdrawn_at) == (ReportState.FROZEN, None)
    assert set(report.files.values_list("state", flat=True)) == {FileState.WAITING}
    assert Job.objects.filter(task="reporting.render_file").count() == 6
    assert list(faults()) == []


def test_a_withdrawn_report_is_sent_to_nobody_and_waits_for_no_receipt():
    plan, _, _ = lived()
    report = make.issued_report(plan=plan)
    delivery = make.DeliveryFactory(report=report, letter=make.bounced_letter())
    officer = delivery.user
    make.RoleGrantFactory(user=officer, area=plan.area, role=Role.CHIEF_OFFICER)
    assert [row.pk for row in to_confirm(officer)] == [delivery.pk]
    taken_out(plan.area)

    with pytest.raises(ValidationError) as refused:
        send_again(by=officer, delivery=delivery)

    said = ["This report was withdrawn, so it is sent to nobody any more."]
    assert refused.value.messages == said
    assert list(to_confirm(officer)) == []


def test_a_withdrawn_reports_page_says_who_withdrew_it(client):
    plan, _, _ = lived()
    report = make.issued_report(plan=plan)
    row = taken_out(plan.area)
    client.force_login(make.person_with(Role.LEAD_OFFICER, plan.area))

    page = client.get(reverse("report_detail", args=[report.pk]))

    assert page.context["steps"][-1].title == f"Withdrawn by {row.decided_by}"
    assert "Read the whole report in the browser" not in page.content.decode()
