// The whole choice stands in the address bar, as the page understood it, without adding a step to
// the history: what is shown can always be sent as a link.
const tell = (address) => {
  const wanted = new URLSearchParams(address).toString()
  if (new URLSearchParams(window.location.search).toString() === wanted) return
  const place = window.location.pathname + (wanted ? "?" + wanted : "") + window.location.hash
  window.history.replaceState(window.history.state, "", place)
}

// Opening a page with other filters is two steps in Streamlit's history, of which the first shows the
// old page under the new filters; they are made one, so that back leads to where the reader was.
// Whatever the reader does in between keeps two steps two.
const join = () => {
  if (window.holdlineSteps) return
  window.holdlineSteps = { path: "", at: -Infinity }
  const forget = () => { window.holdlineSteps.at = -Infinity }
  for (const kind of ["pointerdown", "keydown", "popstate"]) window.addEventListener(kind, forget, true)
  const push = window.history.pushState.bind(window.history)
  window.history.pushState = (state, title, url) => {
    const to = new URL(url ?? window.location.href, window.location.href)
    const here = window.location
    const last = window.holdlineSteps
    const isSecond = to.pathname !== here.pathname && to.search === here.search
      && last.path === here.pathname && performance.now() - last.at < 1000
    window.holdlineSteps = { path: to.pathname, at: performance.now() }
    return isSecond ? window.history.replaceState(state, title, url) : push(state, title, url)
  }
}

export default function (component) {
  const { data } = component
  if (!data) return
  join()
  if (data.address) tell(data.address)
}
