"""`/`: what it says is in `screens/start.py`."""

from sdgwijzer.frame.draw import show

show("start")
