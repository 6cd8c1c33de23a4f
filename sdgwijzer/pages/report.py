"""`/rapport`: what it says is in `screens/report.py`."""

from sdgwijzer.frame.draw import show

show("rapport")
