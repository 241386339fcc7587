"""A whole area in one file: asked for by one, confirmed by another, made, and taken in."""

from archive.services.arrival import bring_in as bring_in
from archive.services.departure import archive_at_command_line as archive_at_command_line
from archive.services.departure import ask_for_file as ask_for_file
from archive.services.departure import confirm_file as confirm_file
from archive.services.departure import decline_file as decline_file
from archive.services.departure import note_fetched as note_fetched
