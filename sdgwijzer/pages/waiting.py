"""`/wachtend`: what it says is in `screens/waiting.py`."""

from sdgwijzer.frame.draw import show

show("wachtend")
