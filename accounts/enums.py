from typing import Final

# names of tasks: what services ring and workers answer to
SEND_INVITATION: Final = "accounts.send_invitation"

# the verb in the record by which one knows who was sent a link
INVITED: Final = "invited person"
