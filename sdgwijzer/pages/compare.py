"""What it says is in `screens/compare.py`."""

from sdgwijzer.screens.compare import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
