"""What the coordinator has to look at: the queue, how many wait, and what makes an update thin."""
