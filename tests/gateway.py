"""A real HTTP gateway for tests of sign-in codes."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from fairapp.services import couriers


class Gateway:
    """The other end: keeps what it was asked, and answers with the status a test tells it to."""

    def __init__(self):
        self.taken = []
        self.status = 200
        self.leads_to = ""
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                gateway.taken.append((self.path, self.headers["Authorization"], json.loads(body)))
                self.send_response(gateway.status)
                if gateway.leads_to:
                    self.send_header("Location", gateway.leads_to)
                self.end_headers()

            do_GET = do_POST

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def all_delivered():
    """Every carrier stands here at once, so none of them is still under way."""
    meeting = threading.Barrier(couriers.AT_ONCE)
    for waiting in [couriers._hands.submit(meeting.wait) for _ in range(couriers.AT_ONCE)]:
        waiting.result()
