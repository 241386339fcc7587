"""A browser and a network in words: enough to know one's own by, and no more.

Of an address only the network is kept (the first three numbers of four, or the first three groups):
it tells an office from a stranger's place and follows nobody about.
"""

from ipaddress import ip_address, ip_network
from typing import Final

# The first that is named in the text of the browser; Edge and Opera also call themselves Chrome.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
UNKNOWN: Final = "a browser that does not say which"
KEPT_BITS: Final = {4: 24, 6: 48}


def device(user_agent: str) -> str:
    """ "Firefox on Windows", as far as the browser says so."""
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    if not browser:
        return f"a browser on {system}" if system else UNKNOWN
    return f"{browser} on {system}" if system else browser


def network(address: str) -> str:
    """The network of an address: "192.0.2.x"; "" for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    net = ip_network(f"{parsed}/{KEPT_BITS[parsed.version]}", strict=False)
    start = str(net.network_address)
    return f"{start.rsplit('.', 1)[0]}.x" if parsed.version == 4 else f"{start}x"


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for sign, name in names if sign in text), "")
