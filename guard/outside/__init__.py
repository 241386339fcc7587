"""The one place where a file from outside is opened: scanned, then read where it can do no harm."""
