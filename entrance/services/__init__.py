"""Every write to sessions, to the policy of second factors and to the record of sign-ins."""

from entrance.services.policy import set_policy as set_policy
from entrance.services.sessions import end_sessions as end_sessions
from entrance.services.sign_in import note_sign_in as note_sign_in
from entrance.services.sign_in import remove_factors as remove_factors
