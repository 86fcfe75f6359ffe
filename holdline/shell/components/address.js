// Keep the whole choice in the address bar, as the page understood it, without adding a step to
// the history: what is shown can always be sent as a link.
export default function (component) {
  const { data } = component
  if (!data) return
  const wanted = new URLSearchParams(data.address).toString()
  if (new URLSearchParams(window.location.search).toString() === wanted) return
  window.history.replaceState(window.history.state, "", window.location.pathname + (wanted ? "?" + wanted : "") + window.location.hash)
}
