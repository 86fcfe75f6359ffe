"""Where an engine is: sc://HOST:PORT/;OPTION=VALUE, as Spark Connect writes it."""

import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from holdline.errors import EngineAddressUnknown, EngineTokenInClear, EngineUnreachable

PORT = 15002  # Spark Connect's own
PATIENCE = 5.0  # seconds; the client itself would go on trying for minutes


@dataclass(frozen=True)
class Address:
    """The address of a Spark Connect server.

    Attributes:
        url: as it was given; may bear a token, so it is not shown.
        host: name or number.
        port: 1 to 65535.
        options: of the connection, such as use_ssl and token.
    """

    url: str
    host: str
    port: int
    options: dict[str, str]

    @classmethod
    def read(cls, url: str) -> Self:
        """The address written as *url*.

        Raises:
            EngineAddressUnknown: it is no address of Spark Connect.
            EngineTokenInClear: a token would go to another machine unencrypted.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or PORT
        except ValueError as problem:
            raise EngineAddressUnknown(url=shown(url)) from problem
        told = [one.partition("=") for one in parts.path.lstrip("/").split(";") if one]
        if parts.scheme != "sc" or not host or not all(sign for _, sign, _ in told):
            raise EngineAddressUnknown(url=shown(url))
        options = {name: value for name, _, value in told}
        # With a token the client speaks TLS to every host but this name: it would wait for ever.
        if "token" in options and options.get("use_ssl") != "true" and host != "localhost":
            raise EngineTokenInClear(host=host)
        return cls(url, host, port, options)

    @property
    def place(self) -> str:
        """Host and port, without what is secret."""
        return f"{self.host}:{self.port}"

    def reached(self) -> Self:
        """The address, when something listens there.

        Raises:
            EngineUnreachable: nothing does.
        """
        try:
            socket.create_connection((self.host, self.port), timeout=PATIENCE).close()
        except OSError as problem:
            told = problem.strerror or problem
            raise EngineUnreachable(place=self.place, problem=told) from problem
        return self


def shown(url: str) -> str:
    """*url* without its options, which may hold a token."""
    return url.partition(";")[0]
