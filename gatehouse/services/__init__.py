"""Every write about the way in."""
