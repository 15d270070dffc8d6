# SPDX-License-Identifier: Apache-2.0
import http.server
import pickle
import threading
from collections.abc import Iterator

import pytest

from shieldwiz.errors import Problem, ShieldwizError
from shieldwiz.workflow.examination import examine
from shieldwiz.workflow.fetching import asked_address, get_metadata
from tests.workflow.conftest import NOW, Fabric


@pytest.fixture
def hoster(fabric: Fabric) -> Iterator[str]:
    """A server that serves the make-believe hoster's metadata."""
    body = fabric.data("metadata.xml")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_address_is_shown_before_it_is_asked() -> None:
    assert asked_address("hgs.contoso.example") == {
        "url": "http://hgs.contoso.example/KeyProtection/service/metadata/2014-07/metadata.xml",
        "plain_http": True,
    }
    assert not asked_address("https://hgs.contoso.example/x")["plain_http"]
    with pytest.raises(ShieldwizError) as error:
        asked_address("ftp://hgs")
    assert error.value.problem is Problem.USAGE


def test_what_was_fetched_is_examined_like_a_file(hoster: str, empty: str, fabric: Fabric) -> None:
    fetched = pickle.loads(pickle.dumps(get_metadata(hoster)))
    assert (fetched["data"], fetched["display_name"]) == (fabric.data("metadata.xml"), hoster)
    report = examine(empty, NOW, data=fetched["data"], display_name=fetched["display_name"])
    assert (report["display_name"], report["verdict"]) == (hoster, "decide")
