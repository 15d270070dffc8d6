# SPDX-License-Identifier: Apache-2.0
"""What each HTTP status means when a Host Guardian Service is asked for its metadata. Source: CERTIFICATES 2.4."""

MOVED = frozenset({301, 302, 303, 307, 308})

_NO_SERVICE = (
    "A web server answers, but not the Key Protection Service: the role is not initialised, it is another site, or the "
    "name is wrong. On the server: Get-HgsServer"
)
_NO_KEY = (
    "HGS cannot use one of its certificates: that is the cause in almost every case. Check, on that node, that the "
    "private keys of the signing, encryption and communications certificates are there and that the service account "
    "may read them."
)
_NO_POOL = (
    "The application pool is stopped. On the server: Get-IISAppPool -Name KeyProtection; then look at the Application "
    "event log."
)
_OTHER_SITE = "The document is public on HGS: a proxy or another site answers. Check the address."
_BALANCER = "A load balancer or proxy answers. Ask the nodes directly."

# What the server does, and what to do next.
STATUS = {
    401: ("asks for a user name", _OTHER_SITE),
    403: ("refuses", _OTHER_SITE),
    404: ("has no such page", _NO_SERVICE),
    407: ("asks for a user name at a proxy", "HGS is internal: ask it without a proxy."),
    500: ("reports a fault of its own", _NO_KEY),
    502: ("has no healthy server behind it", _BALANCER),
    503: ("is not running the service", _NO_POOL),
    504: ("has no healthy server behind it", _BALANCER),
}
