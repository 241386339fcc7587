"""A plan as it stood on a day, as plain values: what every document is made from.

Built from live rows in a constant number of queries, written down once and never changed.
"""

from reporting.queries.snapshots.content import Order, build

__all__ = ["Order", "build"]
