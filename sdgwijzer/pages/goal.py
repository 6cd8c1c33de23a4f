"""What it says is in `screens/goal.py`."""

from sdgwijzer.screens.goal import show

if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
