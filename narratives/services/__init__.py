"""The writes of narratives."""

from narratives.services.facts import facts_of as facts_of
from narratives.services.facts import take_facts as take_facts
from narratives.services.parts import EMPTY as EMPTY
from narratives.services.parts import NOT_IN as NOT_IN
from narratives.services.parts import SIGNED as SIGNED
from narratives.services.parts import ask_for_parts as ask_for_parts
from narratives.services.parts import carry_parts as carry_parts
from narratives.services.parts import claim_part as claim_part
from narratives.services.parts import hand_in_part as hand_in_part
from narratives.services.parts import review_part as review_part
from narratives.services.parts import take_back_request as take_back_request
from narratives.services.signatures import NO_NAME as NO_NAME
from narratives.services.signatures import NOT_WANTED as NOT_WANTED
from narratives.services.signatures import NOT_YOURS as NOT_YOURS
from narratives.services.signatures import ask_for_signature as ask_for_signature
from narratives.services.signatures import sign_part as sign_part
