"""Addresses of a plan's tree, where it is put in order."""

from django.urls import URLPattern, URLResolver, path, register_converter

from outline.views import lineage, move, renumber, tree


class LineConverter:
    """The key of a line: a heading's or an action's."""

    regex = "[ha][0-9]{1,18}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LineConverter, "line")

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/outline/", tree.tree, name="plan_outline"),
    path("plans/<slug:slug>/outline/renumber/", renumber.renumber, name="outline_renumber"),
    path("plans/<slug:slug>/outline/<line:key>/move/", move.move, name="outline_move"),
    path("actions/<int:pk>/split/", lineage.split, name="outline_split"),
    path("actions/<int:pk>/merge/", lineage.merge, name="outline_merge"),
]
