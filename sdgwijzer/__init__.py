"""SDG-Wijzer: how does a Flemish municipality stand on each of the 17 goals?

Data flow::

    publisher's files ─▶ answers ─▶ sources ─▶ figures ─▶ mergers ─▶ pipeline ─▶ store ─▶ pages
    (network, folder)    (paths)    (readers)  (data/)    (today's   (judges)    (DuckDB)  exports
                                                           map)
    indicators.yaml ─▶ catalogue ──────────────────────────────┘

Everything left of the store may use the network and knows nothing of the screen;
everything right of it shows figures and never downloads.
"""

__version__ = "0.1.0"
