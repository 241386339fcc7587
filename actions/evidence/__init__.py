"""Files and links that show something: what is taken, how it is looked at, where it lies."""
