"""Where a request comes from, as the limits of sign-in and registration count it."""

from ipaddress import IPv6Address, ip_address

from flask import request

HOUSEHOLD = 64  # bits: whoever has one IPv6 address has all that begin like it


def origin() -> str:
    """The network address; of an IPv6 address the part that a connection has for itself."""
    address = request.remote_addr or ""
    try:
        read = ip_address(address)
    except ValueError:  # a socket file has none
        return address
    if not isinstance(read, IPv6Address):
        return address
    if read.ipv4_mapped:
        return str(read.ipv4_mapped)
    return f"{IPv6Address(int(read) >> HOUSEHOLD << HOUSEHOLD)}/{HOUSEHOLD}"
