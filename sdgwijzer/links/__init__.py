"""The link is the state: what an address says of a page."""
