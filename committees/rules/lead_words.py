"""The words by which a post, a group, an agency or a mere department is known in a lead cell."""

import re
import unicodedata
from functools import lru_cache

_POST = re.compile(
    r"\b(?:chair(?:s|person|man|woman)?|vice[ -]chair|conven[eo]r|officers?|leads?|managers?|"
    r"co-?ordinators?|directors?|heads?|inspectors?|nurses?|advis[oe]rs?|paediatricians?|"
    r"consultants?|members?|reporters?|workers?|superintendents?|sergeants?|constables?|"
    r"psychologists?|teachers?|midwi(?:fe|ves)|visitors?|solicitors?|administrators?|assistants?|"
    r"analysts?|executives?|secretar(?:y|ies)|trainers?|facilitators?|practitioners?|"
    r"supervisors?|champions?|representatives?|reps?|specialists?|principals?|planners?|gps?|"
    r"dci|di|dsu|cswo|deput(?:e|y)|leaders?|commissioners?|authors?|owners?|staff|professionals?|"
    r"advocates?|clinicians?|doctors?|governors?|all partners|all agencies|all services)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:(?:sub|working|steering|task|review|reference|project|strategy|implementation|leadership)"
    r"[ -]?groups?|groups?|(?:sub-?)?committees?|partnerships?|boards?|teams?|forums?|"
    r"collaboratives?|networks?|panels?|task ?force|hub|units?|cpc|cog|csg|appc|apc|adp|vawp|"
    r"mappa|maag|agencies|consortium|alliance|commission|council of|youth council)\b",
    re.IGNORECASE,
)
# An agency or a service that is named whole: alone it leads, after a post it says where that is.
_AGENCY_WORD = (
    r"(?:police(?: (?:scotland|service))?|nhs(?: board)?|health(?: board| services?)?|education|"
    r"social work|social care|health (?:and|&) social care(?: partnership)?|hscp|housing|scra|"
    r"legal|copfs|crown office|procurator fiscal|third sector|voluntary sector|justice|"
    r"(?:children|adult|community|family|legal|justice|education|social work|housing|"
    r"health)[’']?s? services|community justice|camhs|fire(?: and rescue)?|ambulance|"
    r"prison service|local authority|"
    r"(?:the )?council|icb|ccg|probation|cafcass|early years|further education|schools|"
    r"barnardo[’']?s|nspcc|action for children|aberlour|children 1st|who cares\?(?: scotland)?|"
    r"education (?:and|&) (?:children[’']?s services|families)|"
    r"(?:children|communities) (?:and|&) families|women[’']?s aid|care inspectorate|"
    r"scottish government|ppu)"
)
_AGENCY = re.compile(rf"(?:all )?{_AGENCY_WORD}", re.IGNORECASE)
_AGENCY_NAMED = re.compile(
    r"(?:NHS|Police)(?:[ ,–-]+[A-Z][\w’'&-]*)*(?: (?:Division|PPU|Services))?|[A-Z]{3,6}"
    r"|(?:[A-Z][\w’'-]*(?: (?:and|&))? )+(?:Council|Police|Trust|Constabulary|Services|Aid|HSCP)"
)
_TOPIC = re.compile(
    r"(?:child(?:ren)?|adult|public) protection.*|child(?:ren)?(?:[’']?s)?(?: (?:and|&).*|"
    r" services.*)?|families.*|young people.*|quality assurance.*|learning (?:and|&) development|"
    r"safeguarding.*|strategy.*|performance.*|early years.*|early help.*|specialist .*|criminal .*|"
    r"mental health.*|adult .*|community .*|inclusion.*|education.*|.*\b(?:division|department|"
    r"directorate|locality|unit|branch|section)|north|south|east|west|children (?:and|&).*",
    re.IGNORECASE,
)
# Pairs that are one notion: their "and" never stands between two leads.
_PAIR = re.compile(
    r"\b(?:child(?:ren)?|young people|families|communities|education|learning|health|alcohol|"
    r"drugs?|policy|policies|equalit(?:y|ies)|support|care|l|quality|information)[’']?s? (?:and|&) "
    r"(?:famil(?:y|ies)|young people|children(?:[’']s services)?|communities|development|"
    r"social care|alcohol|drugs?|practice|procedures?|diversity|protection|d|improvement|"
    r"engagement|training)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame|Cllr|Rev)\.? )?"
    r"(?:[A-Z][a-z’'A-Z-]*[a-z]|[A-Z])\.?(?: [A-Z]\.?)?(?: [A-Z][a-z’'A-Z-]*[a-z]){1,2}"
)
# Words of services that are capitalised as names are: with one of them it is no person.
_OFFICE = re.compile(
    r"\b(?:work|health|services?|care|education|housing|learning|protection|justice|council|police|"
    r"planning|scotland|england|wales|north|south|east|west|island|county|city|youth|children|adult|"
    r"public|community|roads?|transport|legal|human|resources|early|years|help|quality|improvement|"
    r"performance|development|training|policy|strategy|finance|business|support|fire|rescue|third|"
    r"sector|voluntary|aid|action|prison|school|schools|college|university|hospital|clinic|centre)s?\b",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"tb[ca]|to be (?:confirmed|agreed|identified|advised|appointed|decided).*|-+|–|\?+|n/?a|"
    r"none|not (?:known|applicable|allocated)|vacant|\.+",
    re.IGNORECASE,
)


def mask_pairs(text: str) -> str:
    """The text with "children and families" and its like blanked out, length kept."""
    return _PAIR.sub(lambda match: "\0" * len(match[0]), text)


def is_service(text: str) -> bool:
    """The words of one agency or department, whatever "and" stands in them."""
    return bool(_AGENCY.fullmatch(text.strip()))


def is_pending(text: str) -> bool:
    """The cell says that nobody is named yet."""
    return bool(_PENDING.fullmatch(text.strip()))


def is_person(text: str) -> bool:
    """Two or three capitalised words that are no post, group, service or field of work."""
    text = text.strip()
    return bool(
        _PERSON.fullmatch(text)
        and not _OFFICE.search(text)
        and not is_whole(text)
        and not is_agency(text)
        and not is_topic(text)
    )


def is_post(text: str) -> bool:
    return bool(_POST.search(text))


def is_group(text: str) -> bool:
    return bool(_GROUP.search(text))


def is_agency(text: str) -> bool:
    """The whole text names an agency or a service, with no post or group in it."""
    text = text.strip()
    if _AGENCY.fullmatch(text):
        return True
    return bool(_AGENCY_NAMED.fullmatch(text)) and not is_post(text) and not is_group(text)


def is_topic(text: str) -> bool:
    """A field of work or a department: it says where a post is, and is no lead by itself."""
    return bool(_TOPIC.fullmatch(text.strip())) and not is_post(text) and not is_group(text)


def is_whole(text: str) -> bool:
    """The text can stand as a lead by itself because it says who: a post or a group."""
    return is_post(text) or is_group(text)


@lru_cache(maxsize=4096)
def lead_key(name: str) -> str:
    """What makes two printed names one lead: case, spaces, "Sub Group"/"sub-group" do not count."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    text = re.sub(r"\bsub[ -]?(group|committee)", r"sub\1", text)
    text = re.sub(r"\bco-?(ordinat|operat)", r"co\1", text).replace("&", " and ")
    text = re.sub(r"[^\w'?]+", " ", text)
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", text).strip())
