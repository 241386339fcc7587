"""Sessions of a person, ended where they are kept."""

from accounts.models import User


def end_all_sessions(user: User) -> int:
    """Delete every session in which `user` is signed in; how many there were."""
    ended = user.sessions.count()
    user.sessions.all().delete()
    return ended
