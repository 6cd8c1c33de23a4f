"""`/zoek`: what it says is in `screens/search.py`."""

from sdgwijzer.frame.draw import show

show("zoek")
