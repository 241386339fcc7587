"""Writing one e-mail to one person, sending it, and learning that it did not arrive."""

from letters.services.letters import HEADERS as HEADERS
from letters.services.letters import AlreadySent as AlreadySent
from letters.services.letters import Attachment as Attachment
from letters.services.letters import Draft as Draft
from letters.services.letters import note_bounce as note_bounce
from letters.services.letters import send_letter as send_letter
from letters.services.letters import send_once as send_once
from letters.services.letters import write_letters as write_letters
