"""What the pages of a plan show, worked out from its record: the same rule counts and lists."""
