"""A small clamd: it speaks INSTREAM, knows one virus, and can be told to answer badly."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# the harmless file that every scanner reports (eicar.org), put together so that none reports this
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTI" + rb"VIRUS-TEST-FILE!$H+H*".join(
    [b"-", b""]
)


class _Clamd(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        data = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.scanned.append(data)
        if self.server.says is not None:
            self.wfile.write(self.server.says)
        elif EICAR in data:
            self.wfile.write(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
        else:
            self.wfile.write(b"stream: OK\0")


class Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True


class Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def clamd(place, says: bytes | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """Its address, and what it was given. `place` is a path, or None for a port."""
    server = Unix(str(place), _Clamd) if place else Tcp(("127.0.0.1", 0), _Clamd)
    server.scanned, server.says = [], says
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield (
            f"unix://{place}" if place else f"tcp://127.0.0.1:{server.server_address[1]}",
            server.scanned,
        )
    finally:
        server.shutdown()
        server.server_close()
