"""Pure rules of the way in: limits of a session, a device in words, a secret at rest."""
