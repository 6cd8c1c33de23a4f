"""What it says is in `screens/indicator.py`."""

from sdgwijzer.screens.indicator import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
