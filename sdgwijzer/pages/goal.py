"""`/doel`: what it says is in `screens/goal.py`."""

from sdgwijzer.frame.draw import show

show("doel")
