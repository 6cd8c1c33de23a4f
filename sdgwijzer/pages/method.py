"""`/verantwoording`: what it says is in `screens/method.py`."""

from sdgwijzer.frame.draw import show

show("verantwoording")
