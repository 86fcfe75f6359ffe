"""An engine's address is read, or refused with what to write."""

import socket

import pytest

from holdline.build.engine.address import Address, shown
from holdline.errors import EngineAddressUnknown, EngineTokenInClear, EngineUnreachable


def test_an_address_tells_host_port_and_options() -> None:
    """The port is Spark Connect's when none is written; what is secret is not shown."""
    plain = Address.read("sc://spark.example")
    secret = Address.read("sc://spark.example:443/;use_ssl=true;token=abc")

    assert (plain.host, plain.port, plain.options) == ("spark.example", 15002, {})
    assert secret.options == {"use_ssl": "true", "token": "abc"}
    assert "abc" not in secret.place + shown(secret.url)


@pytest.mark.parametrize(
    "url",
    ["spark://host:7077", "host:15002", "sc://", "sc://host:port", "sc://host/;token", "local"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """A cluster's own address is not one of Spark Connect, and the error says so."""
    with pytest.raises(EngineAddressUnknown, match="Spark Connect"):
        Address.read(url)


def test_a_token_goes_nowhere_unencrypted() -> None:
    """The client would speak TLS to a server that does not, and wait for ever."""
    with pytest.raises(EngineTokenInClear):
        Address.read("sc://10.0.0.8:15002/;token=abc")
    assert Address.read("sc://localhost:15002/;token=abc").host == "localhost"


def test_nothing_listening_is_told_at_once() -> None:
    """Before a row is read."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]

    with pytest.raises(EngineUnreachable, match=f"127.0.0.1:{port}"):
        Address.read(f"sc://127.0.0.1:{port}").reached()
