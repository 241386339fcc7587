"""Every write of a lead's answer: updates, drafts, evidence, recurring work."""

from updates.services.drafts import discard_draft as discard_draft
from updates.services.drafts import save_draft as save_draft
from updates.services.evidence import add_evidence_file as add_evidence_file
from updates.services.evidence import add_evidence_link as add_evidence_link
from updates.services.evidence import remove_evidence as remove_evidence
from updates.services.occurrences import answer_occurrences as answer_occurrences
from updates.services.updates import challenge_rating as challenge_rating
from updates.services.updates import record_update as record_update
