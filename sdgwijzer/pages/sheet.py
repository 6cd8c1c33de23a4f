"""`/blad`: what it says is in `screens/sheet.py`."""

from sdgwijzer.frame.draw import show

show("blad")
