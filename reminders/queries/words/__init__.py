"""The words of a reminder: the letter, and what each of its parts says."""
