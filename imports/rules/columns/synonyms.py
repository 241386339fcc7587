"""What a column's heading says it holds, in the words that committees use."""

import re
from functools import lru_cache

from imports.rules.columns.column import Role

LEVEL_WORD = (
    r"(?:priorit(?:y|ies)|outcomes?|objectives?|themes?|aims?|goals?|intents?|strands?|"
    r"work ?streams?|areas?|standards?|functions?|recommendations?|drivers?|pillars?|domains?|"
    r"ambitions?|commitments?|impacts?|findings?|sections?|headings?|focus|principles?)"
)


_YEARS = r"(?:20)?\d\d(?:[/-](?:20)?\d\d)?"
_NO_ADJECTIVE = r"(?:of|for|to|by|on|from|against|with|date|number|no|status)\b"
# The first that fits the heading decides: what names a number, a lead or a state comes before the
# thing it belongs to ("Action owner", "Action status"), and exact words before loose ones.
_SOURCES: tuple[tuple[Role, str], ...] = (
    (Role.IGNORED, r"\btotal\b|\b(?:number|count|percentage|%) of\b|\blast (?:updated|reviewed)\b"),
    (Role.STATUS, r"(?:^|\bcurrent )b?[\W_]?r[\W_]?a[\W_]?g[\W_]?[bgp]?\b"),
    (
        Role.IGNORED,
        r"\bdate (?:added|raised|created|opened|logged|identified|agreed|updated|reviewed)",
    ),
    (Role.OUTCOMES, r"\bhigh[- ]level outcomes?\b.*\b(?:link|no|ref|contribut)"),
    (Role.OUTCOMES, r"^(?:linked |related )(?:high[- ]level )?outcomes?|^hlos?\b"),
    (Role.NUMBER, r"^(?:no|nos|nr|num|number|ref|refs|reference|id|#|item|s/?n)(?: (?:no|ref))?$"),
    (Role.NUMBER, r"^(?:[\w/]+ ){1,2}(?:no|nos|nr|number|ref|reference|id|#)$"),
    (
        Role.SUPPORT,
        r"^(?:support|contribut|involv|assist|in partnership|additional lead|secondary)",
    ),
    (
        Role.SUPPORT,
        r"^(?:other|key|partner) (?:agenc|lead|partner|key|people|stakeholder)|^partners?\b",
    ),
    (
        Role.STATUS,
        r"\bb?rag(?:b|g|p)?\b|\bbragg?\b|\bstatus\b|\brating\b|\btraffic light\b|^colour",
    ),
    (
        Role.LEAD,
        r"\b(?:leads?|owners?|responsib\w+|accountab\w+|led by|by whom|assigned to)\b|^who\b",
    ),
    (Role.LEAD, r"^(?:officers?|agenc(?:y|ies)|person|people|post|service|organisation|team)\b"),
    (Role.LEAD, r"^(?:sub[- ]?groups?|sub[- ]?committees?|working groups?|groups?|committees?)\b"),
    (
        Role.COMPLETED,
        r"\bdate (?:of )?(?:complet\w+|achieved)|^complet(?:ed|ion) on\b|^completed?(?: date)?\??$",
    ),
    (Role.STARTS, r"\b(?:start|commencement)\b(?! (?:and|/|-) )"),
    (Role.TIMESCALE, r"\btime ?-?(?:scales?|frames?|lines?)\b|\bdeadlines?\b|\bdue\b|\bby when\b"),
    (Role.TIMESCALE, r"\b(?:target|completion|end|review|finish|delivery|action) (?:dates?|by)\b"),
    (
        Role.TIMESCALE,
        r"^when\b|^dates?\b|^timings?\b|\bcompleted? by\b|(?<!to )\bdates?$|^(?:finish|end)$",
    ),
    (
        Role.TIMESCALE,
        r"^revised$|\b(?:new|extended|revised) (?:\w+ )?(?:dates?|deadlines?|targets?|due)\b",
    ),
    (
        Role.PROGRESS,
        r"\bprogress\b|\bupdates?\b|\bcomment\w*\b|\bposition\b|\bnotes?\b|\bachieved\b|"
        r"\bwhere are we\b|\breport(?:ed|ing)? for\b",
    ),
    (Role.TYPE, r"^types?\b|^(?:action |item |task )?(?:type|categor(?:y|ies)|kind|class)$"),
    (Role.LEVEL, r"^quality indicators?\b|^qis?$|^what (?:do )?we (?:want|hope|aim) "),
    (
        Role.EVIDENCE,
        r"\bevidence\b|\bmeasur\w+|\bsuccess\b|\bhow (?:will|do|shall) we (?:know|measure)",
    ),
    (Role.EVIDENCE, r"\bhow we will know\b|\bindicators?\b|\bkpis?\b|\boutputs?\b|\bmilestones?\b"),
    (Role.EVIDENCE, r"\bmonitor\w*|^targets?$"),
    (Role.EVIDENCE, r"^(?:the )?how$"),
    (Role.ORIGIN, r"^(?:sources?|origins?|came from|identified (?:from|by|through)|linked to)\b"),
    (
        Role.ACTION,
        r"^(?:\w+ )?(?:actions?|tasks?)\b(?! areas?\b)|^ongoing/maintenance.*\bactions?\b|"
        rf"^(?:(?!{_NO_ADJECTIVE})[\w-]+ ){{0,3}}(?:actions?|tasks?)(?: (?:for |in )?{_YEARS})?$",
    ),
    (
        Role.ACTION,
        r"\bactions?(?:/tasks?)?(?: required| needed| to be taken| points?)?$|\bactivit\w+$",
    ),
    (Role.VISION, r"\bvision\b"),
    (
        Role.IMPACT,
        r"\b(?:expected|intended|desired|anticipated|planned) (?:outcome|result|benefit)s?\b",
    ),
    (Role.IMPACT, r"\bimpacts?\b|\bdifference\b|\bbenefits?\b|\bresults?\b"),
    (
        Role.LEVEL,
        rf"^(?:[\w&/’'-]+ ){{0,4}}{LEVEL_WORD}(?:\(s\)|/\w+)?(?: (?:of|for)\b.*| [a-z]{{0,12}})?$",
    ),
    (
        Role.ACTION,
        r"^what (?:will|needs|are|is|do|we)\b|^what$|^the what$|^how (?:will|are|we)\b|^steps?\b",
    ),
    (Role.ACTION, r"\bdeliverables?\b|\bplanned work\b|\binitiatives?\b"),
    (Role.CONTEXT, r"\bcontext\b|\brationale\b|\bbackground\b|^why\b|\bnarrative\b"),
)
_RULES = tuple((role, re.compile(pattern)) for role, pattern in _SOURCES)
LOOSE_ACTION = re.compile(
    r"^(?:key |strategic |agreed )?(?:areas?(?: for (?:action|improvement))?|recommendations?|"
    r"improvements?|objectives?|commitments?|steps?|aims?|goals?|descriptions?|issues?|details?)\b"
)


_FOOTNOTES = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]+(?=\\s|$|[.:)])")


@lru_cache(maxsize=2048)
def plain(header: str) -> str:
    """The heading in lower case without punctuation at its ends, spaces as one."""
    text = re.sub(r"\s+", " ", header.casefold().replace("–", "-").replace("—", "-"))
    text = re.sub(r"\s*([/-])\s*", r"\1", _FOOTNOTES.sub("", text))
    return text.strip(" .:*-()?")


@lru_cache(maxsize=2048)
def first_phrase(header: str) -> str:
    """A heading without its explanation: "OBJECTIVES" of "OBJECTIVES What we want to achieve"."""
    line = next((line.strip() for line in header.splitlines() if line.strip()), "")
    short = re.split(r"(?<=\w)\s*[(:–]|(?<=\w)\s+(?=(?:What|How|When|Who|Why) )", line)[0].strip()
    return short or line


def role_of(header: str) -> Role | None:
    """What a heading says its column holds; None when it says nothing that is known."""
    for text in (plain(first_phrase(header)), plain(header)):
        if not text:
            continue
        for role, pattern in _RULES:
            if pattern.search(text):
                return role
    return None


def says_ongoing(words: str) -> bool:
    """The heading, sheet name or type of work that a plan keeps apart from its rated actions."""
    text = words.casefold()
    return bool(re.search(r"\bon-?going\b|\bmaintenance\b|\bbusiness as usual\b|\bbau\b", text))
