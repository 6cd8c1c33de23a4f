"""What it says is in `screens/method.py`."""

from sdgwijzer.screens.method import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
