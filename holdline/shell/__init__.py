"""The shell: the only floor that knows Streamlit."""
