"""What may come in: refusals in words, and the doors that text and files pass through."""
