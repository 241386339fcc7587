"""What administrators add to the guard's rules."""

from guard.services.patterns import add_pattern as add_pattern
from guard.services.patterns import remove_pattern as remove_pattern
