"""What a snapshot says of standings and counts: pure functions of the plan's record."""
