"""Each event of the record as a sentence: who did what, in the field's words. Pure.

What it was done to is named as it was called then, for the event keeps that name.
"""

from collections.abc import Mapping
from typing import Any, Protocol

# what was done, by the verb of the event; {} stands for what it was done to
SENTENCES: dict[str, str] = {
    # people and groups
    "added agency": "added the agency {}",
    "added agency to area": "added an agency to {}",
    "added body": "added the group {}",
    "added guard pattern": "added {} to the guard’s rules",
    "added meeting": "entered the meeting {}",
    "added member": "put {} on a group",
    "added person": "added {} as a person",
    "added post": "added the post {}",
    "added posts": "added posts to {}",
    "answered offer of group": "answered the offer of the regional group {}",
    "asked for e-mail": "asked for an e-mail to {}",
    "changed day of e-mail": "chose on which day {} is e-mailed",
    "changed e-mail address": "changed the e-mail address of {}",
    "changed holder of post": "put right who held a post: {}",
    "created area": "made the area {}",
    "edited area": "changed {}",
    "edited body": "changed the group {}",
    "edited meeting": "changed the meeting {}",
    "edited member": "changed the seat of {}",
    "edited post": "changed the post {}",
    "ended holding of post": "ended who holds a post: {}",
    "ended membership": "ended the seat of {}",
    "ended role": "ended a role: {}",
    "ended serving of group": "ended the serving of the regional group {}",
    "filled grid": "filled in the grid of people of {}",
    "granted role": "gave a role: {}",
    "invited person": "invited {} to sign in",
    "let person make areas": "let {} make areas",
    "made calendar address": "made a calendar address: {}",
    "offered group": "offered the regional group {}",
    "removed guard pattern": "took {} out of the guard’s rules",
    "took information": "took what was said, for a request for information: {}",
    "set deputy of post": "named a deputy: {}",
    "set holder of post": "named who holds a post: {}",
    "set quarter": "set the days of a quarter: {}",
    "set rule of dates": "set when new dates go to chief officers: {}",
    # who sees what
    "proposed change of access": "proposed a change of who sees what: {}",
    "confirmed change of access": "confirmed a change of who sees what: {}",
    "refused change of access": "refused a change of who sees what: {}",
    "withdrew change of access": "withdrew a change of who sees what: {}",
    "voided change of access": "ended what waited about who sees what: {}",
    "let change of access expire": "noted that nobody answered in time: {}",
    "set up access": "set up who sees what: {}",
    "verified address": "opened the link at a new address: {}",
    "closed access": "deactivated {}, with calendar addresses, posts and proposals",
    "deactivated person": "closed the sign-in of {}",
    "let person sign in again": "opened the sign-in of {} again",
    "wrote letter": "sent an e-mail: {}",
    "letter bounced": "noted that an e-mail came back: {}",
    # signing in, and the record itself
    "began the chain": "began the chain of the record: {}",
    "slowed sign-in to account": "slowed the signing in to the account of {}",
    "slowed sign-ins from one network address": "slowed sign-ins from one network address: {}",
    "changed password": "changed the password of {}",
    "added second factor": "added a second factor for {}",
    "removed second factor": "took away a second factor of {}",
    "made new recovery codes": "made new recovery codes for {}",
    "set who needs a second factor": "set who needs a second factor in {}",
    "ended sessions": "ended sessions of {}",
    "signed in": "signed in as {}",
    "signed out": "signed out as {}",
    "was signed out": "signed {} out",
    "was refused at sign-in": "tried to sign in as {} and was refused",
    "gave a wrong code": "gave a wrong code for {}",
    "erased account data": "erased the account data of {}",
    "had documents made anew": "had the documents of {} made anew",
    "loaded demonstration area": "loaded the demonstration’s area {}",
    "removed what was due": "removed what was due in {}",
    "set how long is kept": "set how long things are kept in {}",
    "took back letter": "took back the e-mail {}",
    "withdrew report": "withdrew the report {}",
    # taking out words that identify a person
    "asked for the file of the area": "asked for a file of the whole area: {}",
    "confirmed the file of the area": "confirmed that the area leaves in a file: {}",
    "declined the file of the area": "declined a file of the whole area: {}",
    "made the file of the area": "made a file of the whole area: {}",
    "could not make the file of the area": "could not make a file of the whole area: {}",
    "fetched the file of the area": "fetched a file of the whole area: {}",
    "took away the file of the area": "took a file of the whole area away after its days: {}",
    "brought in an area": "brought in {} from another installation, with its history",
    "confirmed redaction": "confirmed that words are taken out: {}",
    "declined redaction": "declined that words are taken out: {}",
    "proposed redaction": "proposed that words are taken out: {}",
    "redacted": "took out words that identify a person: {}",
    # the plan
    "added heading": "added the heading {}",
    "added high-level outcome": "added the outcome {}",
    "added level": "added the level {}",
    "added measure": "added the measure {}",
    "added to legend": "added {} to the legend",
    "arranged lines": "put the lines of {} in another order",
    "created plan": "made the plan {}",
    "edited heading": "changed the heading {}",
    "edited high-level outcome": "changed the outcome {}",
    "edited legend": "changed the legend’s {}",
    "edited level": "changed the level {}",
    "corrected reading": "corrected a reading of the measure {}",
    "edited measure": "changed the measure {}",
    "ended measure": "stopped using the measure {}",
    "gave reading": "gave a reading of the measure {}",
    "changed calendar of themes": "changed when reports tell of each part of the plan {}",
    "edited plan": "changed the plan {}",
    "imported plan": "brought in the plan {}",
    "began plan version": "began a review of the plan {}",
    "kept plan version": "kept a version: {}",
    "moved heading": "moved the heading {}",
    "recorded plan agreed": "recorded that {} was agreed",
    "recorded plan taken_back": "recorded that {} was taken back",
    "took import back": "took back the import of {}",
    "recorded plan closed": "recorded that {} was closed",
    "recorded plan published": "recorded that {} was published",
    "removed heading": "removed the heading {}",
    "removed high-level outcome": "removed the outcome {}",
    "removed level": "removed the level {}",
    "removed measure": "removed the measure {}",
    "renumbered heading": "gave the heading {} its number",
    "renumbered plan": "numbered {} anew",
    # figures
    "added comparator": "added a comparator’s number to {}",
    "added indicator": "added the indicator {}",
    "answered questions of figure": "wrote down what the committee answered about {}",
    "asked for figures": "asked for the figures of {}",
    "edited indicator": "changed what {} says",
    "ended goal": "recorded that a target or threshold of {} holds no more",
    "gave figures": "gave figures of {}",
    "installed catalogue": "added the indicators of the {}",
    "joined action to indicator": "joined action {} to a figure",
    "linked indicator": "linked {} to another figure",
    "moved indicator": "moved {} in the list of figures",
    "parted action from indicator": "parted action {} from a figure",
    "recorded goal": "recorded a target or threshold that was agreed for {}",
    "stopped indicator": "set the last day of {}",
    "took in indicator set": "took in the indicator set {}",
    "took up indicator": "took up {} again",
    "unlinked indicator": "took away a link of {} to another figure",
    "wrote sentence of figure": "wrote the sentence beside {}",
    "had figures prepared": "had figures prepared for an audience in {}",
    "prepared figures": "prepared the figures {} for an audience",
    "issued figures": "released the figures {}",
    "put figures aside": "put the figures {} aside",
    "withdrew figures": "withdrew the figures {}",
    "let a number out": "let a hidden number be printed of {}",
    "set rule for audience": "set what an audience may see: {}",
    "proposed rule for audience": "proposed what an audience may see: {}",
    "confirmed rule for audience": "confirmed what an audience may see: {}",
    "refused rule for audience": "refused what an audience may see: {}",
    "withdrew rule for audience": "took back what an audience may see: {}",
    # actions
    "added action": "put the action {} into the plan",
    "answered regional action": "answered the regional action {}",
    "changed leads": "changed who leads action {}",
    "changed links": "changed the outcomes and measures of action {}",
    "began successor": "began the plan {}, which follows another",
    "disposed of action": "decided what becomes of action {} at the end of its plan",
    "went on": "let action {} go on in the plan that follows",
    "edited action": "changed the words of action {}",
    "linked action": "linked action {}",
    "made action regional": "made action {} regional",
    "moved action": "moved action {}",
    "offered regional action": "offered the regional action {}",
    "renumbered action": "gave action {} its number",
    "took over from action": "let action {} take over from others",
    "undid change": "took back the last change of action {}",
    "untied action": "untied action {} from the region",
    "withdrew action": "withdrew action {} from the plan",
    # what is said of them and decided
    "accepted proposed rating": "accepted the rating that the rules proposed for action {}",
    "accepted update": "accepted the update of action {}",
    "added evidence": "added evidence to action {}",
    "agreed rating": "entered the rating that the committee agreed for action {}",
    "answered recurring work": "answered for the recurring work of action {}",
    "approved new date": "approved a new date for action {}",
    "asked for new date": "asked for a new date for action {}",
    "began draft": "began to write an update of action {}",
    "challenged rating": "challenged the rating of action {}",
    "commented on action": "commented on action {}",
    "declined new date": "declined a new date for action {}",
    "declined proposed rating": "declined the rating that the rules proposed for action {}",
    "discarded draft": "threw away what was begun about action {}",
    "moderated update": "accepted the update of action {} with other words for the report",
    "recorded chief officers' decision": "recorded what chief officers decided: {}",
    "removed evidence": "took evidence off action {}",
    "reopened action": "opened action {} again",
    "returned completion": "sent back the report that action {} is complete",
    "sent update back": "sent back the update of action {}",
    "updated action": "updated action {}",
    "verified completion": "verified that action {} is complete",
    # other plans that actions serve
    "added other plan": "added {} to the other plans",
    "edited other plan": "changed {} of the other plans",
    "connected action to other plan": "said that an action serves another plan: {}",
    "disconnected action from other plan": "took an action off another plan: {}",
    # the committee itself
    "recorded attendance": "recorded who attended: {}",
    "set committee's year": "set when a committee’s year begins and how often it meets: {}",
    "added seats": "added seats of a committee: {}",
    "edited seats": "changed how many seats there are: {}",
    "recorded induction": "recorded a member’s induction: {}",
    "added term of office": "added a term of office: {}",
    "edited term of office": "changed a term of office: {}",
    "added strategy": "added the strategy {}",
    "edited strategy": "changed the strategy {}",
    "added contribution": "recorded what a partner gives: {}",
    "edited contribution": "changed what a partner gives: {}",
    # the assurance register
    "added assurance": "added {} to the assurance register",
    "edited assurance": "changed {} in the assurance register",
    "shared assurance": "shared {} of the assurance register",
    "added judgement": "wrote down what {} judged",
    "removed judgement": "took out what {} judged",
    "added finding": "wrote down the finding {}",
    "edited finding": "changed the finding {}",
    "removed finding": "took out the finding {}",
    "joined action to finding": "joined an action to a finding: {}",
    "parted action from finding": "parted an action from a finding: {}",
    # what children and families said
    "added group of voices": "added a group of people that is heard: {}",
    "added voice": "wrote down what was said: {}",
    "edited voice": "changed what was said: {}",
    "answered voice": "said what was decided because of what was said: {}",
    "told voice": "said whether those who spoke were told: {}",
    "shared voice": "shared what was said: {}",
    "joined voice": "joined what was said to the plan: {}",
    "parted voice": "parted what was said from the plan: {}",
    "recorded consent": "recorded consent: {}",
    "withdrew consent": "took out words whose consent was withdrawn: {}",
    # the risk register
    "added risk": "wrote down {}",
    "edited risk": "changed the words of {}",
    "linked risk": "said what {} is about",
    "shared risk": "put {} in the register of risks",
    "rated risk": "reviewed {}",
    "escalated risk": "took {} to chief officers",
    "returned risk": "took {} back from chief officers",
    "closed risk": "closed {}",
    "reopened risk": "opened {} again",
    "set risk scale": "set what is a low, medium and high risk in {}",
    "asked for reviews": "asked for reviews of risks in {}",
    "joined action to risk": "joined action {} to a risk",
    "parted action from risk": "parted action {} from a risk",
    # learning reviews, each with a record of its own
    "opened learning review": "opened {}",
    "read learning review": "read {}",
    "named person on learning review": "let somebody know: {}",
    "ended naming on learning review": "ended that somebody may know: {}",
    "recorded stage of learning review": "recorded {}",
    "took back stage of learning review": "took back {}",
    "added finding of learning review": "wrote down {}",
    "removed finding of learning review": "took out {}",
    "joined action to learning review": "joined {}",
    "parted action from learning review": "parted {}",
    # the difference made
    "began statement": "began to say what difference was made: {}",
    "edited statement": "changed what was said of the difference made: {}",
    "shared statement": "shared what was said of the difference made: {}",
    # an agency's own sign-in
    "set agency's sign-in": "set how people of an agency sign in: {}",
    "ended agency's sign-in": "ended the sign-in of an agency: {}",
    "joined account to agency's sign-in": "joined the account of {} to their agency’s sign-in",
    "parted account from agency's sign-in": "parted the account of {} from their agency’s sign-in",
    "signed in through agency": "signed in through their agency: {}",
    "refused sign-in through agency": "refused a sign-in through an agency: {}",
    # meetings and windows
    "applied decision": "applied what a meeting decided: {}",
    "changed decision": "changed what a meeting decided: {}",
    "recorded decision": "wrote down what a meeting decided: {}",
    "struck out decision": "struck out what a meeting decided: {}",
    "moved window": "moved the update window {}",
    "opened window": "opened the update window {}",
    "reopened window": "opened the update window again: {}",
    "took away window": "took away the update window {}",
    # spreadsheets
    "discarded spreadsheet": "threw away the spreadsheet {}",
    "joined leads": "joined the leads of the spreadsheet {} to posts",
    "decided what words mean": "decided what words of plans mean in {}",
    "forgot what words mean": "forgot what words of plans were decided to mean in {}",
    "matched columns": "said what columns and words of the spreadsheet {} mean",
    "sent in edited file": "sent in the edited file {}",
    "took over edited file": "took over an edited file of {}",
    "discarded edited file": "threw away the edited file {}",
    "sent in spreadsheet": "sent in the spreadsheet {}",
    # reports
    "answered direction": "answered a direction: {}",
    "asked for file again": "asked for a document again: {}",
    "began report": "began the report {}",
    "changed report": "changed what the report {} covers",
    "closed direction": "closed {}",
    "downloaded report": "took a document: {}",
    "froze report": "froze the report {}",
    "froze snapshot": "froze {}",
    "issued report": "released the report {}",
    "made proof of report": "made a proof of the report {}",
    "read report": "read a report: {}",
    "received report": "confirmed having received {}",
    "recorded direction": "recorded {}",
    "sent report again": "sent a report again: {}",
    "sent report back": "sent back the report {}",
    "took paper of report": "took a paper made from the report {}",
    "wrote erratum": "wrote what was wrong in an earlier version of {}",
    "chose parts of report": "chose the parts of the report {} and their order",
    "wrote section": "wrote the section {}",
}
MOST_LETTERS = 160
PROGRAM = "cpcplan"


class Recorded(Protocol):
    """An event, as far as it is told."""

    @property
    def verb(self) -> str: ...
    @property
    def actor_label(self) -> str: ...
    @property
    def target_label(self) -> str: ...
    @property
    def changes(self) -> Any: ...


def sentence(event: Recorded) -> str:
    """Who did what: "Ailsa Grant verified that action “1.2 Train every panel” is complete."

    An event that no sentence was written for is told by its own verb, which reads as words too.
    """
    pattern = SENTENCES.get(event.verb, f"{event.verb}: {{}}")
    words = pattern.replace("{}", f"“{_short(event.target_label)}”")
    return f"{event.actor_label or PROGRAM} {words}{_besides(event)}."


def _besides(event: Recorded) -> str:
    """What a sentence cannot be read without."""
    changes: Mapping[str, Any] = event.changes if isinstance(event.changes, Mapping) else {}
    if event.verb == "updated action" and changes.get("rating"):
        return f": {changes['rating']}"
    if event.verb == "wrote letter" and changes.get("to"):
        return f" to {changes['to']}"
    return ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 2].rstrip()} …"
