"""What a font draws, and which way letters run."""
