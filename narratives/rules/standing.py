"""How a part of a report stands, from what was done about it. Pure.

A verdict is of the words that stood then: of words written since nobody has said anything yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents import phrases
from documents.schema.content import SignatureRecord, WordsFields
from narratives.enums import PartState, StepKind
from narratives.rules.signatures import Signer, nobody_to_sign
from timescales.date_format import long_day

S, K = PartState, StepKind
OPEN = frozenset({S.ASKED, S.SILENT, S.WRITING, S.SENT_BACK})


@dataclass(frozen=True)
class StepFacts:
    """One step: on which day, by whom, and what came with it. `words_at` is the moment at which the
    words that it is of were written."""

    kind: StepKind
    on: date
    at: datetime
    by: str
    by_key: int | None = None
    post: str = ""
    post_key: int | None = None
    due: date | None = None
    words_at: datetime | None = None
    note: str = ""
    key: int = 0
    signed_name: str = ""
    signed_post: str = ""
    digest: str = ""

    @property
    def signature(self) -> str:
        """The name and the post under which it was signed."""
        return ", ".join(filter(None, (self.signed_name, self.signed_post)))


@dataclass(frozen=True)
class Words:
    """What stands in a part: whether anything, by whom and when it was written."""

    stand: bool = False
    by: str = ""
    at: datetime | None = None
    on: date | None = None
    digest: str = ""


@dataclass(frozen=True)
class Standing:
    """`asked` is the request that holds, `claimed` who took the part on since, `verdict` the last
    thing said of the words that stand now; `lapsed` the agreement that newer words have lost.

    `signer` is who signs the part (None of one that nobody signs), `to_sign` the request for it,
    `agreed` who agreed the words that stand, `void` the signature that other words bore."""

    state: PartState
    written: Words = Words()
    asked: StepFacts | None = None
    claimed: StepFacts | None = None
    verdict: StepFacts | None = None
    lapsed: StepFacts | None = None
    signer: Signer | None = None
    to_sign: StepFacts | None = None
    agreed: StepFacts | None = None
    void: StepFacts | None = None

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def owed(self) -> bool:
        """Whether a post is asked for it and has not handed it in."""
        return self.asked is not None and self.state in OPEN

    @property
    def in_use(self) -> bool:
        """Whether anybody did more about it than write."""
        read = self.verdict is not None and self.verdict.kind != K.SIGNED
        return any((self.asked, self.claimed, read, self.lapsed))

    @property
    def unsigned(self) -> bool:
        """Whether words stand that are to be signed and are not."""
        return self.signer is not None and self.written.stand and self.state != S.SIGNED

    def may_be_signed_by(self, user: int | None) -> bool:
        """Whether the words wait for the signature of somebody, by the key of their account."""
        signer = self.signer
        asked = self.unsigned and self.to_sign is not None
        return asked and signer is not None and signer.able and signer.user == user

    @property
    def owes_signature(self) -> bool:
        """Whether the one in the chair is asked to sign what stands, and has not answered."""
        return self.unsigned and self.to_sign is not None and not self.returned_unsigned

    @property
    def returned_unsigned(self) -> bool:
        """Whether the one who is to sign these words sent them back instead."""
        verdict, signer = self.verdict, self.signer
        if self.state != S.SENT_BACK or verdict is None or signer is None or self.to_sign is None:
            return False
        asked_since = self.to_sign.key > verdict.key
        return signer.user is not None and verdict.by_key == signer.user and not asked_since

    @property
    def sentences(self) -> list[str]:
        """How it stands, who was asked, who wrote, as plain sentences."""
        said = []
        if self.verdict:
            did, by = _VERDICT[self.state], self.verdict.signature or self.verdict.by
            said.append(f"{did} by {by}, {long_day(self.verdict.on)}.")
        if self.void:
            said.append(
                f"{self.void.signature} had signed it on {long_day(self.void.on)}: that was of "
                "other words, so it is signed no more."
            )
        if self.lapsed:
            said.append(
                f"{self.lapsed.by} had agreed it on {long_day(self.lapsed.on)}: that was of other "
                "words."
            )
        if self.asked and self.state not in (S.AGREED, S.HANDED_IN, S.SIGNED):
            due = f", by {long_day(self.asked.due)}" if self.asked.due else ""
            said.append(f"Asked of {self.asked.post}{due}.")
        if self.claimed and self.state in OPEN:
            said.append(f"{self.claimed.by} took it on, {long_day(self.claimed.on)}.")
        if self.owes_signature and self.to_sign and self.to_sign.due and self.signer:
            due = long_day(self.to_sign.due)
            said.append(f"{self.signer.whoever} is asked to sign it by {due}.")
        if self.written.stand and self.written.by and self.written.on:
            said.append(f"Words of {self.written.by}, {long_day(self.written.on)}.")
        return said


_VERDICT = {
    S.AGREED: "Agreed",
    S.HANDED_IN: "Handed in",
    S.SENT_BACK: "Sent back with a note",
    S.SIGNED: "Signed",
}


def standing_of(
    steps: Sequence[StepFacts], written: Words, day: date, signer: Signer | None = None
) -> Standing:
    """How a part stands on `day`; `steps` in the order in which they were done, `signer` of a part
    that is signed. A signature is of the words with its digest and of no others."""
    asked = claimed = to_sign = verdict = agreed = signed = signature = None
    for step in steps:
        if step.kind in (K.ASKED, K.WITHDRAWN):
            asked, claimed = (step if step.kind == K.ASKED else None), None
            to_sign = None if step.kind == K.WITHDRAWN else to_sign
        elif step.kind == K.CLAIMED:
            claimed = step
        elif step.kind == K.TO_SIGN:
            to_sign = step
        elif step.kind == K.SIGNED:
            signed = step
            signature = step if written.stand and step.digest == written.digest else signature
        else:
            verdict = step
            agreed = step if step.kind == K.AGREED else agreed
    read = verdict if verdict and written.stand and verdict.words_at == written.at else None
    of_these = signature or read
    holds = agreed is not None and written.stand and agreed.words_at == written.at
    return Standing(
        state=PartState(of_these.kind) if of_these else _unread(asked, claimed, written, day),
        written=written,
        asked=asked,
        claimed=claimed,
        verdict=of_these,
        lapsed=None if holds or signature else agreed,
        signer=signer,
        to_sign=to_sign,
        agreed=agreed if holds else None,
        void=None if signature else signed,
    )


def _unread(
    asked: StepFacts | None, claimed: StepFacts | None, written: Words, day: date
) -> PartState:
    """Of words that nobody has said anything of, or of none. Words from before the request are no
    answer to it."""
    if written.stand and (asked is None or (written.at is not None and written.at > asked.at)):
        return S.WRITING
    if asked and asked.due and day > asked.due:
        return S.SILENT
    if claimed:
        return S.WRITING
    return S.ASKED if asked else S.UNASKED


_NOT_AGREED = (
    ((S.SILENT, S.ASKED), "asked for and not written"),
    ((S.SENT_BACK,), "sent back and not written anew"),
    ((S.HANDED_IN,), "handed in and not agreed yet"),
    ((S.WRITING,), "in writing and not agreed"),
)


def not_agreed(parts: Sequence[tuple[str, Standing]]) -> list[str]:
    """What is to be known of a report's parts, by their headings, before it is frozen: nothing
    where one hand writes it all (ADR 324)."""
    if not any(now.in_use for _, now in parts):
        return []
    told = []
    for states, words in _NOT_AGREED:
        if named := [f"“{heading}”" for heading, now in parts if now.state in states]:
            many = phrases.sentence(phrases.count(len(named), "part"))
            told.append(f"{many} {words}: {phrases.listed(named)}.")
    return told


def not_signed(parts: Sequence[tuple[str, Standing]], covered_to: date) -> list[str]:
    """Of which parts it is to be known before the report is frozen that nobody signed the words
    that stand, with what is known of it, by their headings."""
    return [
        f"“{heading}” is not signed: {why_unsigned(now, now.signer, covered_to)}"
        for heading, now in parts
        if now.unsigned and now.signer
    ]


def recorded(now: Standing, *, several: bool) -> WordsFields:
    """What the record of a report keeps of a part's words; `several` is whether anybody but its
    author did anything about one of its parts."""
    if not now.written.stand:
        return {}
    told: WordsFields = {}
    if now.signer:
        told["signature"] = _signature(now)
    if now.agreed:
        told["agreed_by"], told["agreed_on"] = now.agreed.by, now.agreed.on.isoformat()
    elif several:
        told["unagreed"] = True
    return told


def _signature(now: Standing) -> SignatureRecord:
    """Words that somebody saved under their own name are not signed by that (ADR 364)."""
    signer, asked, void = now.signer, now.to_sign, now.void
    if now.state == S.SIGNED and (step := now.verdict):
        said = f"Signed on {_day(step.on)}."
        own = signer is not None and step.signed_name == signer.name
        told = said if own else f"Signed by {step.signature}, on {_day(step.on)}."
        return {"told": told, "outside": said, "sha256": step.digest}
    if void:
        changed = "Not signed: the words were changed after {} signed others on {}."
        told = changed.format(f"{void.signature} had", _day(void.on))
        said = changed.format("the one in the chair had", _day(void.on))
    elif asked and asked.due:
        told = said = f"Not signed: a signature was asked for by {_day(asked.due)}."
    else:
        told = said = "Not signed: nobody was asked to sign."
    if now.written.by and now.written.on:
        told += f" The words were saved by {now.written.by} on {_day(now.written.on)}."
    return {"told": told, "outside": said, "sha256": void.digest if void else ""}


def _day(day: date) -> str:
    return phrases.day(day.isoformat())


def why_unsigned(now: Standing, signer: Signer, covered_to: date) -> str:
    """What is known of it, to be printed after a colon."""
    asked = now.to_sign
    if now.void:
        was = f"{now.void.signature} signed other words on {long_day(now.void.on)}"
        return f"{was}, and they were changed since."
    if why := nobody_to_sign(signer, covered_to.isoformat()):
        return f"{why[:1].lower()}{why[1:]}" if why.startswith(("The", "Nobody")) else why
    if now.returned_unsigned and now.verdict:
        return f"{now.verdict.by} sent it back on {long_day(now.verdict.on)} with a note."
    if asked and asked.due:
        return f"{signer.name} is asked to sign it by {long_day(asked.due)}."
    return f"nobody asked {signer.name} to sign it."
