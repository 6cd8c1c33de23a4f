"""`/vergelijk`: what it says is in `screens/compare.py`."""

from sdgwijzer.frame.draw import show

show("vergelijk")
