"""Every column that people's words can reach cleans what is written into it, whoever writes."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Concat

from audit.services import record
from guard.fields import (
    LineField,
    LinesField,
    LinkField,
    MailboxField,
    PrintedField,
    ShortLinesField,
    WordsJSONField,
)
from tests import factories as make
from tests.cpcplan.rooms import ROOMS

pytestmark = pytest.mark.django_db

CLEANED = (LineField, LinesField, PrintedField, ShortLinesField, WordsJSONField)
GUARDED = (*CLEANED, LinkField, MailboxField)
WRITTEN_BY_PROGRAM = {
    "exchange.EditedFile.mark",  # the fingerprint of its content
    *("reporting.Snapshot.content", "reporting.Snapshot.sha256"),  # hashed: as they were frozen
    *("figures.Edition.said", "figures.Edition.sha256", "figures.Edition.workings"),
    *("reporting.ReportFile.sha256", "reporting.ReportFile.path"),
    *("editions.ReportEdition.content", "editions.ReportEdition.sha256"),
    *("editions.ReportEdition.keys_here", "editions.ReportEdition.parts"),
    *("editions.EditionFile.sha256", "editions.EditionFile.path"),
    "editions.EditionFile.template_version",
    *("reporting.ReportFile.template_version", "reporting.Download.sha256"),
    *("papers.Paper.content", "papers.Paper.sha256", "papers.PaperPart.key"),  # as it was agreed
    "narratives.Step.digest",  # of the words that were signed
    "reporting.Report.contents",  # keys of parts, each of a fixed list
    *("actions.Evidence.path", "actions.Evidence.sha256", "actions.Evidence.content_type"),
    *("letters.Letter.kind", "letters.Letter.key", "letters.Letter.message_id"),
    *("letters.Letter.text", "letters.Letter.html", "letters.Letter.reply_to"),
    *("reminders.Reminder.key", "actions.ProposalDecision.key"),
    *("committees.CalendarFeed.mark", "committees.CalendarFeed.digest", "gatehouse.TryCount.key"),
    *("entrance.Session.session_key", "entrance.Session.session_data"),
    *("entrance.FactorPolicy.roles", "committees.Logo.sha256"),
    *("reporting.Snapshot.keys_here", "figures.Edition.keys_here"),
    *("archive.Departure.lock", "archive.Departure.path", "archive.Departure.sha256"),
    *("archive.Arrival.made_by", "archive.Arrival.record_head", "archive.Arrival.sha256"),
    *("redactions.Redaction.salt", "redactions.Redaction.digest", "redactions.SeenPlace.path"),
    *("redactions.SeenPlace.table", "redactions.SeenPlace.column"),
    *("gatehouse.AgencySignIn.client_id", "gatehouse.AgencySignIn.secret"),
    *("gatehouse.AgencySignIn.secret_variable", "gatehouse.SubjectLink.digest"),
    *("learning_reviews.Review.reference", "learning_reviews.Entry.verb"),
    *("learning_reviews.Entry.actor_label", "learning_reviews.Entry.target_label"),
    "learning_reviews.Entry.hash",
    "plans.Heading.quarters",  # of ticked boxes, held by a constraint
    "accounts.User.password",
}
OWN_RULES = (models.EmailField, models.URLField, models.SlugField)  # their validators refuse more
REFUSED = (
    "This looks like a CHI number: ten digits that begin with a date and pass the check. Nothing "
    "was saved. Write the learning, not the child."
)
DIRTY = "Cafe\u0301\r\n \x00\x0bthem\ud800\ufffe\ufeff \n"


def text_columns():
    """Every text column of our apps that no list of choices fills."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in {*ROOMS} - {"audit", "jobs"}:
            for field in model._meta.local_fields:
                text = isinstance(field, models.CharField | models.TextField | models.JSONField)
                if text and not field.choices:
                    yield field


def columns():
    """Those of them for which Django has no rules of its own."""
    return [field for field in text_columns() if not isinstance(field, OWN_RULES)]


def test_every_text_column_is_cleaned_or_said_to_be_written_by_the_program():
    plain = {str(field) for field in columns() if not isinstance(field, CLEANED)}

    assert plain == WRITTEN_BY_PROGRAM


def test_every_column_hands_the_database_a_clean_text_and_keeps_it_on_the_row():
    dirty = {}
    for field in columns():
        if isinstance(field, CLEANED) and not isinstance(field, WordsJSONField):
            row = field.model(**{field.name: DIRTY[: field.max_length]})
            sent = field.get_db_prep_save(field.pre_save(row, add=True), connection)
            if not sent == getattr(row, field.name) == type(field).cleaned(sent).text != DIRTY:
                dirty[str(field)] = sent

    assert dirty == {}


def as_written(field):
    """A text with a number by which a child is known, as the column's kind of text has it."""
    if isinstance(field, LinkField):
        return "https://example.org/people?id=0101011237"
    if isinstance(field, MailboxField):
        return "0101011237@example.org"
    if isinstance(field, WordsJSONField):
        return {"rows": [["Ask", {"words": "Seen: 010101 1237."}]]}
    return "0101011237"


def refused(write, *args):
    try:
        write(*args)
    except ValidationError as refusal:
        return refusal.message_dict
    return {}


def test_every_text_column_is_guarded_or_said_to_be_written_by_the_program():
    plain = {str(field) for field in text_columns() if not isinstance(field, GUARDED)}

    # addresses of pages are made of titles, which are guarded
    slugs = {str(field) for field in text_columns() if isinstance(field, models.SlugField)}
    assert plain - slugs == WRITTEN_BY_PROGRAM
    assert slugs == {"plans.Plan.slug", "committees.Area.slug", "reporting.Section.key"} | {
        "gatehouse.AgencySignIn.slug"
    }


def test_no_column_hands_the_database_a_number_by_which_a_child_is_known():
    saved, updated = {}, {}
    for field in text_columns():
        if isinstance(field, GUARDED) and (field.max_length or 99) >= 10:
            text = as_written(field)
            row = field.model(**{field.name: text})
            saved[str(field)] = refused(
                lambda field=field, row=row: field.get_db_prep_save(
                    field.pre_save(row, add=True), connection
                )
            )
            rows = field.model._base_manager
            updated[str(field)] = refused(lambda f=field, r=rows, t=text: r.update(**{f.name: t}))

    wanted = {
        str(field): {field.name: [REFUSED]}
        for field in text_columns()
        if isinstance(field, GUARDED) and (field.max_length or 99) >= 10
    }
    assert (saved, updated) == (wanted, wanted)
    assert len(wanted) > 60


BODY = {"name": "Caf\xe9 them", "remit": "Caf\xe9\n\nthem"}


def dirty():
    return {"name": DIRTY, "remit": DIRTY}


def by_saving(row):
    row.name = row.remit = DIRTY
    row.save()


def by_saving_one_field(row):
    by_saving(row)
    row.name = DIRTY
    row.save(update_fields=["name"])


def by_creating_many(row):
    fields = {"area": row.area, "kind": row.kind, **dirty()}
    type(row).objects.all().delete()
    type(row).objects.bulk_create([type(row)(pk=row.pk, **fields)])


def by_updating(row):
    type(row).objects.filter(pk=row.pk).update(**dirty())


def by_updating_many(row):
    row.name = row.remit = DIRTY
    type(row).objects.bulk_update([row], ["name", "remit"])


def by_updating_or_creating(row):
    type(row).objects.update_or_create(pk=row.pk, defaults=dirty())


def by_a_conditional_write(row):
    type(row).objects.filter(pk=row.pk, name=row.name).update(**dirty())


WAYS = (
    *(by_saving, by_saving_one_field, by_creating_many, by_updating, by_updating_many),
    *(by_updating_or_creating, by_a_conditional_write),
)


@pytest.mark.parametrize("write", WAYS)
def test_no_way_of_writing_goes_round_it(write):
    row = make.BodyFactory()

    write(row)

    assert type(row).objects.values("name", "remit").get(pk=row.pk) == BODY


def test_the_row_in_memory_says_what_the_database_says():
    row = make.BodyFactory(name=DIRTY, remit=DIRTY)

    assert {"name": row.name, "remit": row.remit} == BODY


def test_what_is_looked_for_is_cleaned_likewise():
    row = make.BodyFactory(name="Caf\xe9 them")

    assert list(type(row).objects.filter(name=DIRTY, name__in=[DIRTY])) == [row]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\x00\x0b ", "This holds nothing that can be printed. Write it in words."),
        ("a" * 161, "This is longer than 160 characters. Please shorten it."),
    ],
)
@pytest.mark.parametrize("write", [by_saving, by_updating])
def test_what_cannot_be_kept_is_refused_in_words(monkeypatch, write, text, said):
    row = make.BodyFactory()
    monkeypatch.setattr("tests.metatests.test_text_columns.DIRTY", text)

    with pytest.raises(ValidationError) as refusal:
        write(row)

    assert refusal.value.message_dict == {"name": [said]}


def test_an_expression_passes():
    row = make.BodyFactory(name="Training")
    type(row).objects.update(name=Concat("name", Value(" group")))

    row.refresh_from_db()
    assert row.name == "Training group"


def test_what_waits_as_json_holds_nothing_that_a_database_refuses():
    row = make.UpdateDraftFactory(fields={"reason": "Ask \x00them\ud800\x0b "})
    row.refresh_from_db()

    assert row.fields["reason"] == "Ask them\n "


def test_the_record_holds_nothing_that_a_database_refuses():
    row = make.BodyFactory()
    event = record(by=None, verb="edited body", target=row, changes={"name": ["", "A\x00\ud800"]})
    event.refresh_from_db()

    assert event.changes == {"name": ["", "A"]}
