"""What it says is in `screens/overview.py`."""

from sdgwijzer.screens.overview import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
