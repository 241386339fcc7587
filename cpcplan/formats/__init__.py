"""How dates are typed and printed, by language."""
