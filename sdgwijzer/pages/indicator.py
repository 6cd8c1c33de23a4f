"""`/indicator`: what it says is in `screens/indicator.py`."""

from sdgwijzer.frame.draw import show

show("indicator")
