from typing import Final

from gatehouse.enums import JOINED, PARTED, SLOWED

# what a session holds of itself: when it began, when it was used last, from where
STAMP: Final = "entrance"
# the page that somebody asked for before they were led to set up their second factor
ONWARD: Final = "entrance_onward"

# what the record says of somebody's way in
SIGNED_IN: Final = "signed in"
SIGNED_OUT: Final = "signed out"
REFUSED: Final = "was refused at sign-in"
WRONG_CODE: Final = "gave a wrong code"
SESSION_OVER: Final = "was signed out"
SESSIONS_ENDED: Final = "ended sessions"
PASSWORD_CHANGED: Final = "changed password"  # noqa: S105
ADDRESS_CHANGED: Final = "changed e-mail address"
FACTOR_ADDED: Final = "added second factor"
FACTOR_REMOVED: Final = "removed second factor"
CODES_MADE: Final = "made new recovery codes"
POLICY_SET: Final = "set who needs a second factor"

OF_SIGN_IN: Final = (
    SIGNED_IN,
    SIGNED_OUT,
    REFUSED,
    WRONG_CODE,
    SESSION_OVER,
    SESSIONS_ENDED,
    PASSWORD_CHANGED,
    ADDRESS_CHANGED,
    FACTOR_ADDED,
    FACTOR_REMOVED,
    CODES_MADE,
    JOINED,
    PARTED,
    SLOWED,
)
