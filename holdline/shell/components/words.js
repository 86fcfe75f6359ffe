// The framework's few words, and the document's language.
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

export default function (component) {
  const { data } = component
  if (!data) return
  document.documentElement.lang = data.language
  if (!window.holdlineWords) window.holdlineWords = { say: create(), language: "" }
  if (window.holdlineWords.language === data.language) return
  window.holdlineWords.language = data.language
  window.holdlineWords.say(data.exact, data.patterns)
}
