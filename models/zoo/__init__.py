"""The networks that weft knows by name, and the door for a user's own."""

from weft.models.zoo.catalogue import NETWORKS, Network, network_named
from weft.models.zoo.user import Factory, load_factory

__all__ = ["NETWORKS", "Factory", "Network", "load_factory", "network_named"]
