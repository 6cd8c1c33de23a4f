"""Does the app on this machine answer? Ends with 0 or 1: `python -m deploy.healthy`.

For a container, that has no curl, and for a service, that has begun once it answers. It takes the
path and the port as Streamlit does.
"""

import argparse
import os
import sys
import time
from http.client import HTTPConnection, HTTPException
from typing import Final

OK: Final = 200


def main(words: list[str]) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m deploy.healthy", description=__doc__)
    port = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    parser.add_argument("--port", type=int, default=port)
    parser.add_argument(
        "--wait", type=float, default=0, help="so many seconds for the first answer"
    )
    asked = parser.parse_args(words)
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    path = f"/{base}/healthz" if base else "/healthz"
    until = time.monotonic() + asked.wait
    while wrong := _wrong(path, asked.port):
        if time.monotonic() >= until:
            print(f"{path} on port {asked.port}: {wrong}", file=sys.stderr)
            return 1
        time.sleep(0.5)
    return 0


def _wrong(path: str, port: int) -> str:
    """What is wrong with the answer; "" for nothing."""
    question = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        question.request("GET", path)
        status = question.getresponse().status
    except (OSError, HTTPException) as error:
        return str(error) or type(error).__name__
    finally:
        question.close()
    return "" if status == OK else f"expected {OK}, found {status}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
