"""Asking people for their answers: who is asked, in which words, one letter a person and day."""
