"""Two people who write about the same action do so one after the other."""

from actions.models import Action


def locked_action(action: int) -> Action:
    """The action as it is now; what others write about it waits for this transaction's end."""
    rows = Action.objects.select_related("plan__area").select_for_update(of=("self",))
    return rows.get(pk=action)
