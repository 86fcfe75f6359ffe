// What surrounds the page: the framework's few words, the document's language, and the address.
//
// Streamlit has no translations of its own: its few built-in words are replaced here from a
// dictionary, and put back when the language changes. What the app itself writes is left alone.
const ICON = "[data-testid=stIconMaterial], [class*=material]"
const OURS = "[data-testid=stMarkdownContainer], [data-testid=stCode], pre, code, textarea, [contenteditable], .js-plotly-plot"
const FRAMEWORK = "[data-testid=stFileUploader] button, [data-testid=stFileUploaderDropzone]"
const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"]

const create = () => {
  let exact = {}
  let patterns = []
  const texts = new Map()
  const attributes = new Map()
  const said = (text) => {
    const trimmed = text.trim()
    if (!trimmed || !/[A-Za-z]/.test(trimmed)) return null
    if (Object.hasOwn(exact, trimmed)) return text.replace(trimmed, exact[trimmed])
    for (const [pattern, replacement] of patterns) if (pattern.test(trimmed)) return trimmed.replace(pattern, replacement)
    return null
  }
  const text = (node) => {
    const parent = node.parentElement
    if (!parent || parent.closest(ICON) || (parent.closest(OURS) && !parent.closest(FRAMEWORK))) return
    const now = said(node.nodeValue)
    if (now === null || now === node.nodeValue) return
    texts.set(node, node.nodeValue)
    node.nodeValue = now
  }
  const attribute = (node) => {
    if (node.closest(".js-plotly-plot")) return
    for (const name of ATTRIBUTES) {
      const before = node.getAttribute(name)
      const now = before && said(before)
      if (!now || now === before) continue
      attributes.set(node, { ...(attributes.get(node) || {}), [name]: before })
      node.setAttribute(name, now)
    }
  }
  const walk = (root) => {
    if (root.nodeType === 3) return text(root)
    if (root.nodeType !== 1) return
    attribute(root)
    const walker = document.createTreeWalker(root, 5)
    let node
    while ((node = walker.nextNode())) node.nodeType === 3 ? text(node) : attribute(node)
  }
  new MutationObserver((changes) => {
    if (!Object.keys(exact).length) return
    for (const change of changes) {
      if (change.type === "characterData") text(change.target)
      else if (change.type === "attributes") attribute(change.target)
      else change.addedNodes.forEach(walk)
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES })
  return (dictionary, rules) => {
    for (const [node, before] of texts) node.nodeValue = before
    for (const [node, before] of attributes) for (const name in before) node.setAttribute(name, before[name])
    texts.clear()
    attributes.clear()
    exact = dictionary
    patterns = rules.map(([pattern, replacement]) => [new RegExp(pattern), replacement])
    if (Object.keys(exact).length) walk(document.body)
  }
}

// The whole choice stands in the address bar, as the page understood it, without adding a step to
// the history: what is shown can always be sent as a link.
const tell = (address) => {
  const wanted = new URLSearchParams(address).toString()
  if (new URLSearchParams(window.location.search).toString() === wanted) return
  const place = window.location.pathname + (wanted ? "?" + wanted : "") + window.location.hash
  window.history.replaceState(window.history.state, "", place)
}

// Opening a page with other filters is two steps in Streamlit's history, of which the first shows the
// old page under the new filters; they are made one, so that back leads to where the reader was. Whatever the reader does
// in between keeps two steps two.
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
  document.documentElement.lang = data.language
  if (data.address) tell(data.address)
  if (!window.holdlineWords) window.holdlineWords = { say: create(), language: "" }
  if (window.holdlineWords.language === data.language) return
  window.holdlineWords.language = data.language
  window.holdlineWords.say(data.exact, data.patterns)
}
