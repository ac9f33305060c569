"""`python -m tests.vc_api PORT [--tls]`: serves the interface on this machine only."""

import json
import ssl
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.vc_api import deeds


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/status-lists/"):
            self._say(200, deeds.status_list(self._list()))
        else:
            self._say(404, {"errors": ["nothing here"]})

    def do_POST(self) -> None:
        try:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._say(*self._done(body))
        except deeds.Refused as error:
            self._say(400, {"verified": False, "errors": [str(error)]})
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            self._say(400, {"errors": [f"not understood: {error!r}"]})

    def _done(self, body: dict[str, Any]) -> tuple[int, Any]:
        lists = {self._list(): deeds.status_list(self._list())}
        if self.path == "/credentials/issue":
            return 201, deeds.issue(body["credential"])
        if self.path == "/with-status/credentials/issue":
            return 201, deeds.issue(body["credential"], status_list=self._list())
        if self.path == "/credentials/verify":
            deeds.verify(body["verifiableCredential"], lists=lists)
        elif self.path == "/presentations/verify":
            deeds.verify_presentation(body["verifiablePresentation"])
        else:
            return 404, {"errors": ["nothing here"]}
        return 200, {"verified": True, "errors": []}

    def _list(self) -> str:
        server: Any = self.server
        return f"{server.origin}/status-lists/1"

    def _say(self, status: int, body: Any) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_args: Any) -> None:
        """Quiet."""


def _own_certificate(folder: Path) -> ssl.SSLContext:
    """For localhost, for an hour."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "one.pem").write_bytes(plain + made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "one.pem")
    return context


def main(port: int, *, tls: bool) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.origin = f"{'https' if tls else 'http'}://localhost:{port}"  # type: ignore[attr-defined]
    if tls:
        with tempfile.TemporaryDirectory() as folder:
            server.socket = _own_certificate(Path(folder)).wrap_socket(server.socket, server_side=True)
    print(deeds.DID, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), tls="--tls" in sys.argv)
