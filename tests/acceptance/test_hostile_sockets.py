"""What only a real server sees: broken requests, endless headers, chunked bodies. It answers 4xx or hangs up, and
lives.
"""

from __future__ import annotations

import socket

import pytest

from tests.acceptance.conftest import Server

SECONDS = 20
HOST = b"Host: x\r\n"

REQUESTS = {
    "no HTTP": b"\x00\x01\x02\r\n\r\n",
    "no method": b" / HTTP/1.1\r\n" + HOST + b"\r\n",
    "an address of 10 kB": b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a hundred headers": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: b\r\n" * 100 + b"\r\n",
    "a header of 100 kB": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: " + b"b" * 100_000 + b"\r\n\r\n",
    "two lengths": b"POST /api/v1/tokens HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "length and chunks": b"POST /api/v1/tokens HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two megabytes announced": b"POST /api/v1/tokens HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/json\r\nContent-Length: 2000000\r\n\r\n{",
    "two megabytes in chunks": b"POST /api/v1/tokens HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    + (b"10000\r\n" + b"a" * 0x10000 + b"\r\n") * 32
    + b"0\r\n\r\n",
}


def answer_to(server: Server, request: bytes) -> bytes:
    """The first line of the answer; nothing where the server hangs up."""
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), SECONDS) as connection:
        try:
            connection.sendall(request)
            return connection.recv(1000).split(b"\r\n")[0]
        except ConnectionError:
            return b""


def test_the_server_answers_4xx_or_hangs_up_and_lives(server: Server) -> None:
    for name, request in REQUESTS.items():
        first = answer_to(server, request)
        assert first == b"" or first.split(b" ")[1].startswith(b"4"), (name, first)
        assert server.status() == 200


@pytest.mark.parametrize("body", [b"", b"{"], ids=["nothing", "half a body"])
def test_a_silent_client_hinders_nobody(server: Server, body: bytes) -> None:
    host, port = server.address.removeprefix("http://").split(":")
    head = b"POST /api/v1/tokens HTTP/1.1\r\n" + HOST + b"Content-Length: 100\r\n\r\n"
    with socket.create_connection((host, int(port)), SECONDS) as silent:
        silent.sendall(head + body)
        assert server.status() == 200
