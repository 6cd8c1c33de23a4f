"""From figures to judgements: chance, position, trend. Pure functions, no files, no clock.

Method and sources of every formula stand beside it; the constants are here once, and the page
`/verantwoording` shows the same ones.
"""

METHOD_VERSION = "3"
