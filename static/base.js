// Streamlit's front end looks for its server below the page's own path first, two failed requests
// on every deep link; it is at the root.
window.__streamlit = { BACKEND_BASE_URL: window.location.origin + "/" }
