"""May one listen there? `make run` asks before it starts: Streamlit does not say what to do."""

import sys

from deploy.serve import refuse_taken
from sdgwijzer.errors import SdgWijzerError


def main(address: str, port: str) -> int:
    """Ends with 1, and says what to do, where one may not."""
    try:
        refuse_taken(address, int(port))
    except (SdgWijzerError, ValueError, OverflowError) as error:
        print(f"make run: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
