"""The embedded broker: kombu's folder of messages, with each message put there whole.

kombu opens a message's file in the folder and then writes it, so that a worker which polls in
between takes an empty one, and ends. Here it is written aside and then renamed: see
docs/adr/0095-messages-are-put-whole.md.
"""

import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """A channel whose messages appear whole or not at all."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        aside = folder / f".{name}"  # no queue looks for names that begin with a full stop
        aside.write_text(dumps(payload))  # type: ignore[no-untyped-call]
        aside.rename(folder / name)


class Transport(filesystem.Transport):
    Channel = Channel


def use_whole_messages() -> None:
    """From now on `filesystem://` means this transport, in this process."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
