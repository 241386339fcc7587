"""Which report a paper belongs to, and whether it still counts."""

import io
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from editions.models import ReportEdition
from jobs.enums import FileState
from provenance.queries.papers import known_file, known_mark
from provenance.rules.marks import NO_MARK, SHORT, mark_of
from provenance.rules.standing import Version, Worth, standing, worth_of
from reporting.enums import FileFormat, ReportState
from reporting.models import Report
from reporting.services import freeze_report
from reporting.services.corrections import begin_next_version
from short_papers.services import take_plan_page
from tests import factories as make
from tests.reporting.scene import NOW, scene

PDF = b"%PDF-1.7 the very file"
CHECK = "/reports/check/"


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("", ""),
        ("  ", ""),
        ("3f9c52aa07be", "3f9c52aa07be"),
        ("3F9C 52AA 07BE…", "3f9c52aa07be"),
        ("3f9c52aa-07be", "3f9c52aa07be"),
        ("3f9c52aaO7l0", "3f9c52aa0710"),
        ("a" * 64, "a" * 64),
    ],
)
def test_a_mark_is_read_as_people_copy_it(typed, mark):
    assert mark_of(typed) == mark


@pytest.mark.parametrize(
    ("typed", "said"),
    [("3f9c52a", SHORT), ("version 3", NO_MARK), ("b" * 65, NO_MARK), ("3f9c52%a07be", NO_MARK)],
)
def test_what_is_no_mark_is_refused_in_words(typed, said):
    with pytest.raises(ValueError, match=said[:30]):
        mark_of(typed)


ISSUED = Version(1, "Issued", "Mora Tulloch", date(2026, 9, 5))


@pytest.mark.parametrize(
    ("version", "after", "worth", "last"),
    [
        (ISSUED, None, Worth.COUNTS, "It is the version that counts."),
        (Version(1, "In preparation"), None, Worth.NOT_ISSUED,
         "Version 1: in preparation. It was never issued. Nobody may rely on it."),
        (ISSUED, Version(2, "Issued", "", date(2026, 9, 9), erratum="A date."), Worth.REPLACED,
         "What was wrong: A date."),
        (Version(1, "Issued", "", date(2026, 9, 5), date(2026, 9, 7)), None, Worth.WITHDRAWN,
         "It was withdrawn on 7 September 2026. Please destroy every copy of it."),
    ],
)  # fmt: skip
def test_what_became_of_a_version(version, after, worth, last):
    assert (worth_of(version, after), standing(version, after)[-1]) == (worth, last)


@pytest.fixture
def issued(db):
    """An issued report with its PDF, and the scene that it is of."""
    known = scene()
    report = known.issued()
    report.files.filter(format=FileFormat.PDF).update(
        state=FileState.READY, path="reports/1/a.pdf", sha256=sha256(PDF).hexdigest(), made_at=NOW
    )
    return known, report


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def sent(user, *, file=None, mark=""):
    data = {"mark": mark}
    if file is not None:
        data["file"] = SimpleUploadedFile("report.pdf", file)
    return client_of(user).post(CHECK, data)


def test_the_files_own_bytes_are_known_and_others_are_not(issued):
    known, report = issued

    same = sent(known.officer, file=PDF).content.decode()
    other = sent(known.officer, file=PDF + b" ").content.decode()

    assert "The file is the same, to the last byte." in same
    assert "It is the version that counts." in same
    assert reverse("report_detail", args=[report.pk]) in same
    assert "No document of a report that you may read has exactly these bytes." in other


def test_the_mark_of_every_page_is_known(issued):
    known, report = issued

    page = sent(known.officer, mark=report.snapshot.sha256[:12].upper()).content.decode()

    assert report.title in page
    assert "not that nothing on it was changed" in page


def test_who_may_not_read_a_report_learns_nothing_of_it(issued):
    _, report = issued
    stranger = make.person_with(Role.LEAD_OFFICER, make.AreaFactory())

    page = sent(stranger, file=PDF, mark=report.snapshot.sha256[:12]).content.decode()

    assert report.title not in page
    assert page.count("Not known.") == 2


def test_chief_officers_are_told_of_issued_reports_alone(issued):
    known, _ = issued
    draft = known.frozen(version=2)

    page = sent(known.chief, mark=draft.snapshot.sha256[:12]).content.decode()

    assert "Not known." in page


def test_a_replaced_version_says_by_which(issued):
    known, report = issued
    later = begin_next_version(by=known.officer, report=report, erratum="One date was wrong.")
    freeze_report(by=known.officer, report=later, now=NOW)
    release = {"state": ReportState.ISSUED, "issued_by": known.chair, "issued_at": NOW}
    Report.objects.filter(pk=later.pk).update(**release)

    page = sent(known.chief, file=PDF).content.decode()

    assert "Replaced." in page
    assert "What was wrong: One date was wrong." in page


def test_a_withdrawn_report_says_so(issued):
    known, report = issued
    gone = datetime(2026, 9, 7, 9, tzinfo=UTC)
    Report.objects.filter(pk=report.pk).update(withdrawn_at=gone, withdrawn_by=known.officer)

    page = sent(known.chief, mark=report.snapshot.sha256[:16]).content.decode()

    assert "It was withdrawn on 7 September 2026. Please destroy every copy of it." in page


def test_a_paper_made_from_a_report_is_known(issued):
    known, report = issued
    made = take_plan_page(by=known.officer, report=report)

    page = sent(known.chief, file=made.data).content.decode()

    assert f"Plan on a page, made from this report for {known.officer} on " in page


def test_file_and_mark_of_two_reports_are_told_apart(issued):
    known, _ = issued
    other = known.frozen(version=2)

    page = sent(known.officer, file=PDF, mark=other.snapshot.sha256[:12]).content.decode()

    assert "The file belongs to one report and the mark to another." in page


@pytest.mark.parametrize(
    ("file", "mark", "said"),
    [
        (None, "", "Choose the file, or copy the mark from the foot of a page."),
        (None, "version 3", "A mark holds only the digits"),
        (b"", "", "No document of a report that you may read"),
    ],
)
def test_what_cannot_be_compared_is_said(issued, file, mark, said):
    known, _ = issued

    assert said in sent(known.officer, file=file, mark=mark).content.decode()


def test_without_a_role_that_reads_reports_there_is_no_page(issued):
    known, _ = issued

    assert client_of(make.UserFactory()).get(CHECK).status_code == 403
    assert client_of(known.chief).get(CHECK).status_code == 200


def test_the_command_says_the_same(issued, tmp_path):
    _, report = issued
    path, out = tmp_path / "report.pdf", io.StringIO()
    path.write_bytes(PDF)

    call_command("check_paper", str(path), "--mark", report.snapshot.sha256[:12], stdout=out)

    assert out.getvalue().count("It is the version that counts.") == 2


@pytest.mark.parametrize("given", [(), ("--mark", "x"), ("--mark", "0" * 12), ("no-such-file",)])
def test_the_command_ends_with_a_fault_where_nothing_is_known(db, given):
    with pytest.raises(CommandError):
        call_command("check_paper", *given, stderr=io.StringIO())


@pytest.mark.django_db
def test_an_editions_file_and_the_mark_at_its_foot_are_known_by_themselves():
    edition = make.ReportEditionFactory()
    file = make.EditionFileFactory(edition=edition)
    reader = make.person_with(Role.ELECTED_MEMBER, edition.area)
    assert [row.edition for row in known_file(file.sha256)] == [edition]
    assert known_file(file.sha256, reader) == []  # it waits still
    issued = {"state": "issued", "issued_by": make.UserFactory(), "issued_at": NOW}
    ReportEdition.objects.filter(pk=edition.pk).update(**issued)
    [match] = known_file(file.sha256, reader)
    assert (match.worth, match.told[-1]) == (Worth.COUNTS, "It is the edition that counts.")
    gone = {"state": "withdrawn", "reason": "A name.", "ended_at": NOW}
    ReportEdition.objects.filter(pk=edition.pk).update(**gone)
    told = [row for row in known_mark(edition.sha256[:12], reader) if row.edition]
    assert [(row.worth, row.told[-1]) for row in told] == [(Worth.WITHDRAWN, "Why: A name.")]
