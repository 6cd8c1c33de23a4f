"""What it says is in `screens/explore.py`."""

from sdgwijzer.screens.explore import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
