"""A plan comes in from a spreadsheet: reading → matching → interpreting → saving.

`read` gives sheets of cells, `match` says what each column is, `interpret` makes a
`PlanDraft` with its doubts, and `save` writes it, all or nothing. Nothing before `save` touches
the database.
"""
