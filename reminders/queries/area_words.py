"""What a letter says of what an area asks beside updates: one row for each kind of thing (ADR 325).

Nothing of what is wanted is in it: only which it is, where it is given, and until when.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.text import Truncator

from letters.models import address
from reminders.enums import Why
from reminders.queries.asked_figures import FigureAsk
from reminders.queries.asked_parts import PartAsk, SignatureAsk
from reminders.queries.asked_returns import ReturnAsk
from reminders.queries.asked_reviews import ReviewAsk
from reminders.queries.matter import Matter, named, own_words, said_words
from reminders.rules.letter_parts import Item, asked_by
from timescales.date_format import short_range

HAVE_A_WORD: Final = "Please have a word with them."
CAN_STILL: Final = "were asked, and all of them can still answer."
FIRST_WORDS: Final = 60

# -- Figures ---------------------------------------------------------------------------------------


def _figure(ask: FigureAsk) -> Item:
    page = address("figure_give", ask.indicator.pk, ask.period.end.isoformat())
    if ask.why == Why.CHAIR:
        page = address("area", ask.indicator.area.slug)
    reference = short_range(ask.period.start, ask.period.end)
    notes = named("Given by", ask.indicator.post, ask.why)
    return Item(reference, str(ask.indicator), page, notes)


def _all_figures(ask: FigureAsk) -> tuple[str, str] | None:
    slug = ask.indicator.area.slug
    if ask.why in (Why.NOBODY, Why.COORDINATOR):
        return "See all figures that are missing", address("figures_missing", slug)
    if ask.why == Why.CHAIR:
        return None
    return "Give all of them on one page", address("figures_give", slug)


_OWN_FIGURES = own_words(
    "Please give these figures by {}",
    "The period has ended, and these figures are yours to give. If there is no number, say so and "
    "why.",
    "These figures are not given yet. They are wanted by {}.",
    "What is not given by {} is listed as missing, and nothing is put in its place.",
)
FIGURES: Final = Matter(
    ask=FigureAsk,
    noun=("figure", "figures"),
    own="to give",
    others=(
        (Why.DEPUTY, "not given, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.CHAIR, "of your group not given"),
        (Why.COORDINATOR, "not given"),
    ),
    sections={
        Why.LEAD: _OWN_FIGURES,
        Why.STANDS_IN: _OWN_FIGURES,
        Why.DEPUTY: said_words(
            "Figures not given: can you help as deputy?",
            "They were wanted by {}. As deputy you can still give them.",
        ),
        Why.NOBODY: said_words(
            "Figures with nobody to ask",
            "No post gives these figures, or the post is vacant, or its holder has no role in "
            "cpcplan. Name a post, say who holds it, or give them yourself, by {}.",
        ),
        Why.CHAIR: said_words(
            "Figures not given in the group you chair",
            f"They were wanted by {{}}. Those who give them were asked. {HAVE_A_WORD}",
        ),
        Why.COORDINATOR: said_words(
            "Figures not given", f"They were wanted by {{}}. Those who give them {CAN_STILL}"
        ),
    },
    item=_figure,
    more=_all_figures,
)

# -- Returns of sub-committees ---------------------------------------------------------------------


def _return(ask: ReturnAsk) -> Item:
    stands_in = "You are asked because nobody who chairs the group can answer"
    notes = [stands_in] if ask.why == Why.STANDS_IN else []
    if ask.course:
        page = address("return_course", ask.course.pk)
        return Item(str(ask.duty.body), str(ask.course), page, notes)
    page = address("return_page", ask.duty.pk, ask.period.end.isoformat())
    return Item(short_range(ask.period.start, ask.period.end), str(ask.duty), page, notes)


def _all_returns(ask: ReturnAsk) -> tuple[str, str] | None:
    if ask.why in (Why.NOBODY, Why.COORDINATOR):
        return "See all returns", address("return_list", ask.duty.area.slug)
    return None


_ASKED_RETURN = own_words(
    "Please send this return by {}",
    "The quarter has ended, and your group’s return is asked for. A draft can be kept and sent "
    "later.",
    "This return has not come yet. It is wanted by {}.",
    "What has not come by {} is reported as silent, and nothing is put in its place.",
)
_COURSE = said_words(
    "",
    "Three months have passed since this training. Two sentences are enough: what people do now "
    "that they did not do before, and how you know.",
)


def _own_return(ask: ReturnAsk) -> tuple[str, str]:
    if ask.course:
        return f"Please say by {asked_by(ask.due_on)} what has changed since", _COURSE(ask)[1]
    return _ASKED_RETURN(ask)


RETURNS: Final = Matter(
    ask=ReturnAsk,
    noun=("return", "returns"),
    own="to write",
    others=(
        (Why.SENT_BACK, "sent back to you"),
        (Why.DEPUTY, "not written, can you help"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.COORDINATOR, "not written"),
    ),
    sections={
        Why.LEAD: _own_return,
        Why.STANDS_IN: _own_return,
        Why.SENT_BACK: said_words(
            "Returns sent back to you",
            "They were read and came back with a note. Open the page to read it, then write the "
            "return anew and send it again.",
        ),
        Why.DEPUTY: said_words(
            "Returns not written: can you help?",
            "They were wanted by {}. You stand in for the chair and can still write and send them.",
        ),
        Why.NOBODY: said_words(
            "Returns with nobody to ask",
            "Nobody chairs this group who can sign in with a role that writes returns. Say who "
            "chairs it, or write the return in their place, by {}.",
        ),
        Why.COORDINATOR: said_words(
            "Returns not written", f"They were wanted by {{}}. The chairs {CAN_STILL}"
        ),
    },
    item=_return,
    more=_all_returns,
    apart=lambda ask: ask.course is not None,
)

# -- Reviews of risks ------------------------------------------------------------------------------


def _review(ask: ReviewAsk) -> Item:
    words = Truncator(ask.risk.event).chars(FIRST_WORDS)
    notes = named("Owned by", ask.risk.post, ask.why)
    return Item(ask.risk.number, words, address("risk", ask.risk.pk), notes)


_OWN_REVIEWS = own_words(
    "Please review these risks by {}",
    "You own these risks. Please say how each stands now, also where nothing has changed.",
    "These risks are not reviewed yet. It is wanted by {}.",
    "What is not reviewed by {} is printed as not reviewed.",
)
REVIEWS: Final = Matter(
    ask=ReviewAsk,
    noun=("risk", "risks"),
    own="to review",
    others=(
        (Why.DEPUTY, "not reviewed, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask for a review"),
        (Why.CHAIR, "of your group not reviewed"),
        (Why.COORDINATOR, "not reviewed"),
    ),
    sections={
        Why.LEAD: _OWN_REVIEWS,
        Why.STANDS_IN: _OWN_REVIEWS,
        Why.DEPUTY: said_words(
            "Risks not reviewed: can you help as deputy?",
            "It was wanted by {}. As deputy you can still review them.",
        ),
        Why.NOBODY: said_words(
            "Risks with nobody to ask",
            "No post owns these risks, or the post is vacant, or its holder has no role in "
            "cpcplan. Name a post, say who holds it, or review them yourself, by {}.",
        ),
        Why.CHAIR: said_words(
            "Risks not reviewed in the group you chair",
            f"It was wanted by {{}}. Those who own them were asked. {HAVE_A_WORD}",
        ),
        Why.COORDINATOR: said_words(
            "Risks not reviewed", f"It was wanted by {{}}. Those who own them {CAN_STILL}"
        ),
    },
    item=_review,
    more=lambda ask: ("See the register of risks", address("risk_list", ask.risk.area.slug)),
)

# -- Parts of reports ------------------------------------------------------------------------------


def _part(ask: PartAsk) -> Item:
    part = ask.part
    page = address("part_page", part.report_id, part.key)
    return Item(part.report.title, part.heading, page, named("Asked of", ask.post, ask.why))


def _all_parts(ask: PartAsk) -> tuple[str, str] | None:
    if ask.why in (Why.NOBODY, Why.COORDINATOR):
        return "See all parts of the report", address("report_detail", ask.part.report_id)
    return None


_OWN_PARTS = own_words(
    "Please write by {}",
    "You are asked for these parts of a report. What the record says stands beside the text, to "
    "begin from. Write them and hand them in.",
    "These parts are not handed in yet. They are wanted by {}.",
    "A part that is not handed in by {} stands in the report’s record as not agreed.",
)
PARTS: Final = Matter(
    ask=PartAsk,
    noun=("part of a report", "parts of reports"),
    own="to write",
    others=(
        (Why.SENT_BACK, "sent back to you"),
        (Why.DEPUTY, "not handed in, can you help as deputy"),
        (Why.NOBODY, "with nobody to ask"),
        (Why.COORDINATOR, "not handed in"),
    ),
    sections={
        Why.LEAD: _OWN_PARTS,
        Why.STANDS_IN: _OWN_PARTS,
        Why.SENT_BACK: said_words(
            "Parts of reports sent back to you",
            "They were read and came back with a note. Open the page to read it, then change the "
            "words and hand them in again.",
        ),
        Why.DEPUTY: said_words(
            "Parts of reports not handed in: can you help as deputy?",
            "They were wanted by {}. As deputy you can still write them and hand them in.",
        ),
        Why.NOBODY: said_words(
            "Parts of reports with nobody to ask",
            "The post is vacant, or its holder has no role in cpcplan that writes. Say who holds "
            "it, ask another post, or write them yourself, by {}.",
        ),
        Why.COORDINATOR: said_words(
            "Parts of reports not handed in",
            f"They were wanted by {{}}. Those who hold the posts {CAN_STILL}",
        ),
    },
    item=_part,
    more=_all_parts,
)

# -- Signatures under a preface or a foreword ------------------------------------------------------


def _signature(ask: SignatureAsk) -> Item:
    part = ask.part
    page = address("part_page", part.report_id, part.key)
    return Item(part.report.title, part.heading, page, named("Signed by", ask.post, ask.why))


_OWN_SIGNATURES = own_words(
    "Please read and sign by {}",
    "The report prints your name under these words, since you were in the chair on the last day "
    "that it covers. Read them, and sign them or send them back with a note.",
    "These words are not signed yet. Your answer is wanted by {}.",
    "What is not signed when the report is frozen is printed as not signed.",
)
SIGNATURES: Final = Matter(
    ask=SignatureAsk,
    noun=("text of a report", "texts of reports"),
    own="to sign",
    others=(
        (Why.SENT_BACK, "came back unsigned"),
        (Why.NOBODY, "with nobody to sign"),
        (Why.COORDINATOR, "not signed"),
    ),
    sections={
        Why.LEAD: _OWN_SIGNATURES,
        Why.SENT_BACK: said_words(
            "Came back unsigned",
            "Who was asked to sign these words sent them back with a note. Open the page to read "
            "it, change the words, and ask for the signature again.",
        ),
        Why.NOBODY: said_words(
            "Nobody to sign",
            "Nobody is recorded in the chair on the last day that the report covers, or who was "
            "has no account that signs here. Record on the group’s page who was, by {}.",
        ),
        Why.COORDINATOR: said_words(
            "Not signed", f"It was wanted by {{}}. Who was in the chair was asked. {HAVE_A_WORD}"
        ),
    },
    item=_signature,
    more=_all_parts,
)

MATTERS: Final[Sequence[Matter[Any]]] = (FIGURES, RETURNS, REVIEWS, PARTS, SIGNATURES)
