"""What it says is in `screens/start.py`."""

from sdgwijzer.screens.start import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
