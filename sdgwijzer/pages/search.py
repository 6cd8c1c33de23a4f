"""What it says is in `screens/search.py`."""

from sdgwijzer.screens.search import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
