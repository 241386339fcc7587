"""The two databases, with one thing added: what a transaction wrote in the record is entered in
the chain before it is committed (ADR 190)."""
