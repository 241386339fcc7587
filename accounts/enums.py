from typing import Final

# names of tasks: what services ring and workers answer to
SEND_INVITATION: Final = "accounts.send_invitation"
