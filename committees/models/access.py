"""Changes of who sees what: proposed by one person, confirmed by another, kept as rows."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.roles import Role
from committees.enums import AccessBasis, AccessKind, AccessState, Capacity
from committees.models.organisation import Area, Post
from committees.querysets import AccessQuerySet
from guard.fields import MailboxField

WAITING = Q(state=AccessState.WAITING)
_SECOND = Q(state=AccessState.CONFIRMED, basis=AccessBasis.SECOND_PERSON)
_KIND = {kind: Q(kind=kind) & WAITING for kind in AccessKind}


class AccessChange(models.Model):
    """One change of access for `user`. While it waits it gives nothing.

    `proposed_by` is nobody where the operator set it up. `verified_at` is when the new address of
    somebody who changes their own was seen to be theirs.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="access_changes")
    kind = models.CharField(max_length=10, choices=AccessKind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_changes"
    )
    role = models.CharField(max_length=30, choices=Role, blank=True)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=Capacity, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    email = MailboxField(max_length=254, blank=True)
    former_email = MailboxField(max_length=254, blank=True)
    verified_at = models.DateTimeField(null=True)
    invite = models.BooleanField(default=False)
    basis = models.CharField(max_length=20, choices=AccessBasis, default=AccessBasis.SECOND_PERSON)
    state = models.CharField(max_length=10, choices=AccessState, default=AccessState.WAITING)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    expires_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = AccessQuerySet["AccessChange"].as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            # nobody confirms what they proposed, or what is about themselves
            models.CheckConstraint(
                condition=~_SECOND
                | Q(decided_by__isnull=False, proposed_by__isnull=False)
                & ~Q(decided_by=F("proposed_by"))
                & ~Q(decided_by=F("user")),
                name="access_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=WAITING & Q(decided_at__isnull=True)
                | ~WAITING & Q(decided_at__isnull=False),
                name="access_decided_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["user", "area", "role"],
                condition=_KIND[AccessKind.ROLE],
                name="one_waiting_role",
            ),
            models.UniqueConstraint(
                fields=["user", "post", "capacity"],
                condition=_KIND[AccessKind.HOLDING],
                name="one_waiting_holding",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=_KIND[AccessKind.ADDRESS], name="one_waiting_address"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=_KIND[AccessKind.RETURN], name="one_waiting_return"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}, {self.area}"

    @property
    def own_address(self) -> bool:
        """Whether somebody changes their own address, which has to be seen to be theirs."""
        return self.kind == AccessKind.ADDRESS and self.proposed_by_id == self.user_id

    def standing(self, today: date) -> AccessState:
        """What became of it: what waited for too long has expired."""
        over = self.state == AccessState.WAITING and self.expires_on < today
        return AccessState.EXPIRED if over else AccessState(self.state)
