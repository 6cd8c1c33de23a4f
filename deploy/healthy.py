"""Does the app on this machine answer? Ends with 0 or 1: `python -m deploy.healthy`.

For a container, that has no curl. It takes the path and the port as Streamlit does.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from typing import Final

OK: Final = 200


def main() -> int:
    """The exit code."""
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    port = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    path = f"/{base}/healthz" if base else "/healthz"
    question = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        question.request("GET", path)
        status = question.getresponse().status
    except (OSError, HTTPException) as error:
        print(f"{path} on port {port}: {error}", file=sys.stderr)
        return 1
    finally:
        question.close()
    if status != OK:
        print(f"{path} on port {port}: expected {OK}, found {status}", file=sys.stderr)
    return int(status != OK)


if __name__ == "__main__":
    sys.exit(main())
