"""`/gegevens`: what it says is in `screens/open_data.py`."""

from sdgwijzer.frame.draw import show

show("gegevens")
