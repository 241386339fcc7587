"""Addresses of committees."""

from django.urls import URLPattern, URLResolver, path

from committees.views import areas, bodies, grid, history, members, people, posts

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/", areas.body_list, name="body_list"),
    path("people/", areas.people, name="people"),
    path("history/", areas.history, name="history"),
    path("areas/add/", areas.area_add, name="area_add"),
    path("areas/<slug:slug>/", areas.area, name="area"),
    path("areas/<slug:slug>/agencies/add/", areas.agency_add, name="agency_add"),
    path("areas/<slug:slug>/groups/add/", bodies.body_add, name="body_add"),
    path("areas/<slug:slug>/groups/several/", bodies.bodies_add, name="bodies_add"),
    path("areas/<slug:slug>/meetings/", bodies.meeting_list, name="meeting_list"),
    path("areas/<slug:slug>/posts/", posts.post_list, name="post_list"),
    path("areas/<slug:slug>/posts/add/", posts.post_add, name="post_add"),
    path("areas/<slug:slug>/people/", people.area_people, name="area_people"),
    path("areas/<slug:slug>/people/add/", people.person_add, name="person_add"),
    path("areas/<slug:slug>/people/table/", grid.people_grid, name="people_grid"),
    path("areas/<slug:slug>/people/invite/", people.invite_all, name="invite_all"),
    path("areas/<slug:slug>/people/role/", people.role_grant, name="role_grant"),
    path("areas/<slug:slug>/history/", history.area_history, name="area_history"),
    path("groups/<int:pk>/", bodies.body, name="body"),
    path("groups/<int:pk>/edit/", bodies.body_edit, name="body_edit"),
    path("groups/<int:pk>/members/add/", members.member_add, name="member_add"),
    path("groups/<int:pk>/meetings/add/", bodies.meeting_add, name="meeting_add"),
    path("groups/<int:pk>/meetings/several/", bodies.meetings_add, name="meetings_add"),
    path("groups/<int:pk>/quarter/", bodies.quarter, name="quarter"),
    path("groups/<int:pk>/new-dates/", bodies.date_rule, name="date_rule"),
    path("members/<int:pk>/edit/", members.member_edit, name="member_edit"),
    path("members/<int:pk>/end/", members.member_end, name="member_end"),
    path("meetings/<int:pk>/edit/", bodies.meeting_edit, name="meeting_edit"),
    path("posts/<int:pk>/edit/", posts.post_edit, name="post_edit"),
    path("posts/<int:pk>/holder/", posts.holder_set, name="holder_set"),
    path("posts/<int:pk>/deputy/", posts.deputy_set, name="deputy_set"),
    path("holdings/<int:pk>/end/", posts.holding_end, name="holding_end"),
    path("roles/<int:pk>/end/", people.role_end, name="role_end"),
    path("roles/<int:pk>/address/", people.address_correct, name="address_correct"),
    path("roles/<int:pk>/invite/", people.invite_again, name="invite_again"),
]
