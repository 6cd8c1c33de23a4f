"""The pages: a file each, as Streamlit wants them; what they say is in `screens/`."""
