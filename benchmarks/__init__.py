"""Measurements. A module here has `measure() -> list[Figure]`; `./dev bench` runs them all.

Ratios are taken between two things measured in the same run, so that they hold on any machine.
"""
