"""What it says is in `screens/news.py`."""

from sdgwijzer.screens.news import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
