"""From which network address a request comes, and at which agency an e-mail address is. Pure."""

from ipaddress import IPv6Address, ip_address, ip_network


def network_address(connected: str, forwarded: str, proxies: int) -> str:
    """The address that counts as one client.

    `connected` is the other end of the connection and the only truth where no proxy is ours. Of
    `forwarded` (X-Forwarded-For) each of our `proxies` added one at the end; whatever stands before
    those was written by the client and is not believed. Of an IPv6 address the network (/64)
    counts, since one subscriber has all of it.
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    named = hops[-proxies] if 0 < proxies <= len(hops) else connected
    return _network(named) or _network(connected) or "unknown"


def mail_domain(email: str) -> str:
    """What stands after the @, in small letters; nothing where that is not one."""
    name, at, domain = email.strip().lower().rpartition("@")
    return domain if name and at else ""


def _network(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), 64), strict=False).network_address)
    return str(address)
