"""`/nieuw`: what it says is in `screens/news.py`."""

from sdgwijzer.frame.draw import show

show("nieuw")
