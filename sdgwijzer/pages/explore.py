"""`/verken`: what it says is in `screens/explore.py`."""

from sdgwijzer.frame.draw import show

show("verken")
