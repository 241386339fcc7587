"""Writes about how long something is kept."""

from retention.services.removal import erase_account as erase_account
from retention.services.removal import remove_due as remove_due
from retention.services.rules import set_retention as set_retention
