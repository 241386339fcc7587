"""Addresses of a plan's tree, where it is put in order."""

from django.urls import URLPattern, URLResolver, path, register_converter

from outline.views import end, lineage, move, renumber, tree


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
    path("plans/<slug:slug>/end/", end.overview, name="plan_end"),
    path("plans/<slug:slug>/end/<int:pk>/", end.disposal, name="plan_end_action"),
    path("plans/<slug:slug>/close/", end.close, name="plan_close"),
    path("actions/<int:pk>/split/", lineage.split, name="outline_split"),
    path("actions/<int:pk>/merge/", lineage.merge, name="outline_merge"),
]
