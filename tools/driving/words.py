"""Every word a page says: text, and what is only read aloud or shown on hovering."""

from tools.driving.reader import Reader

GATHER = """() => {
  const said = []
  const icon = '[data-testid=stIconMaterial], style, script, noscript'
  const seen = {visibilityProperty: true}
  const isShown = (one) => one.closest('[popover]') || one.checkVisibility(seen)
  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === 3) {
        const text = node.nodeValue.trim()
        const parent = node.parentElement || root.host
        if (text && parent && !parent.matches('[role=img]') && isShown(parent)) said.push(text)
      }
      if (node.nodeType !== 1 || node.matches(icon)) continue
      if (isShown(node)) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
          const text = (node.getAttribute(name) || '').trim()
          if (text) said.push(text)
        }
        const typed = node.matches('input:not([type=checkbox]), textarea') && node.value
        if (typed) said.push(typed)
      }
      if (node.shadowRoot) walk(node.shadowRoot)
      walk(node)
    }
  }
  said.push(document.title)
  walk(document.body)
  return said
}"""


def said(reader: Reader) -> list[str]:
    """The texts of the page as it stands, shadow roots and hidden definitions included."""
    texts: list[str] = reader.page.evaluate(GATHER)
    return texts
