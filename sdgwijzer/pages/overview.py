"""`/overzicht`: what it says is in `screens/overview.py`."""

from sdgwijzer.frame.draw import show

show("overzicht")
