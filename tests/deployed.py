"""Small programs in the place of Streamlit and of nginx, for the tests of `deploy/serve.py`."""

STREAMLIT = '''
import json, os, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(sys.argv[sys.argv.index("--server.port") + 1])
if "SMALL_ENDS" in os.environ:
    sys.exit(1)


class Handler(BaseHTTPRequestHandler):
    """Says what it got; /die ends it, "keep" may be kept, a handshake gets the port behind it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path.startswith("/die"):
            os._exit(3)
        if "Upgrade" in self.headers:
            self.send_response(101)
            self.send_header("Upgrade", "websocket")
            self.send_header("Connection", "Upgrade")
            self.end_headers()
            self.wfile.write(f"{PORT}\\r\\n".encode())
            self.close_connection = True
            return
        found = {"port": PORT, "process": os.getpid(), "path": self.path, "time": time.time_ns()}
        found["headers"] = {name.lower(): text for name, text in self.headers.items()}
        found["long"] = "long " * 1000 if "long" in self.path else ""
        content = json.dumps(found).encode()
        kind = "text/html" if "page" in self.path else "application/json"
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        kept = "public, max-age=0, s-maxage=60, must-revalidate"
        self.send_header("Cache-Control", kept if "keep" in self.path else "no-cache")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    allow_reuse_address = True


Server(("127.0.0.1", PORT), Handler).serve_forever()
'''

SMALL_NGINX = """
import re, socket, sys, time

if sys.argv[-1] != "-t":
    with open(sys.argv[4]) as file:
        port = int(re.search(r"listen [0-9.]+:(\\d+);", file.read())[1])
    with socket.create_server(("127.0.0.1", port)) as door:
        while True:
            asked, _ = door.accept()
            asked.recv(4096)
            asked.sendall(b"HTTP/1.1 204 No Content\\r\\n\\r\\n")
            asked.close()
"""
