"""Pages of returns in the browser, at both sizes: silence, a draft, a sending, each form."""

import pytest

from returns.enums import ReturnKind
from tests import factories as make
from tests.pages.examination import look_at, look_at_errors
from tests.returns.scene import scene

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page_is_right(signed_in):
    group = scene()
    duty = group.duty
    make.ReturnRequestFactory(duty=duty)
    sent = make.ReturnFactory(duty=make.DutyFactory(area=group.area, kind=ReturnKind.POLICY))
    course = make.ReturnEntryFactory(sending=sent, ask_again=True)
    make.CourseAttendanceFactory(entry=course)
    question = make.CourseQuestionFactory(entry=course)
    draft = group.draft()
    make.ReturnEntryFactory(sending=draft, changed="Plans are read.", known_by="Audit.")
    slug = group.area.slug
    page = signed_in(group.officer).new_page()
    forms = [
        f"/areas/{slug}/returns/asked/add/",
        f"/returns/asked/{duty.pk}/edit/",
        f"/returns/{draft.pk}/edit/",
        f"/returns/{draft.pk}/add/",
        f"/returns/{sent.pk}/check/",
        f"/returns/courses/{question.pk}/",
        *(
            f"/returns/{make.DraftReturnFactory(duty=other).pk}/add/"
            for kind in list(ReturnKind)[1:]
            for other in [make.DutyFactory(area=group.area, kind=kind, name="One")]
        ),
    ]
    shown = [
        "/",
        f"/areas/{slug}/returns/",
        f"/areas/{slug}/returns/asked/",
        f"/returns/asked/{duty.pk}/2026-06-30/",
        f"/returns/asked/{sent.duty_id}/2026-06-30/",
    ]

    faults = [fault for path in (*shown, *forms) for fault in look_at(page, path)]
    faults += [fault for path in forms for fault in look_at_errors(page, path)]

    assert faults == []
