"""Words that identify a person: proposed by one, taken out by a second."""

from redactions.services.proposals import decline as decline
from redactions.services.proposals import propose as propose
from redactions.services.removal import confirm as confirm
