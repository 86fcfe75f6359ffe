// Cards of figures: each number is a button that opens the households behind it, and each card
// carries its definition. Everything shown comes from Python, text included; set as text only.
const element = (tag, className, text) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined && text !== null) made.textContent = text
  return made
}

const opener = (className, label, onClick) => {
  const made = element("button", className)
  made.type = "button"
  made.setAttribute("aria-label", label)
  made.title = label
  made.onclick = onClick
  return made
}

const definition = (card, source, anchor) => {
  const box = element("div")
  box.setAttribute("popover", "auto")
  box.append(element("h3", "", card.title))
  const list = element("dl")
  for (const [term, text] of [...card.definition, ...source]) list.append(element("dt", "", term), element("dd", "", text))
  box.append(list)
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return
    const at = anchor.getBoundingClientRect()
    const wide = box.offsetWidth
    box.style.left = Math.max(8, Math.min(at.left, window.innerWidth - wide - 8)) + "px"
    box.style.top = Math.min(at.bottom + 4, Math.max(8, window.innerHeight - box.offsetHeight - 8)) + "px"
  })
  return box
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".board")
  if (!root || !data) return
  root.replaceChildren()
  for (const card of data.cards) {
    const box = element("section", card.chosen ? "card chosen" : "card")
    box.dataset.key = card.key
    const spoken = (value) => data.words.open.replace("{title}", card.title).replace("{value}", value)
    const open = (row) => () => setTriggerValue("opened", { measure: card.key, row, at: Date.now() })
    const head = element("div", "head")
    head.append(element("span", "title", card.title))
    const why = opener("why", data.words.definition + " " + card.title, () => about.togglePopover())
    why.textContent = "?"
    const about = definition(card, data.source, why)
    head.append(why)
    const main = opener("main", spoken(card.value + card.unit), open("all"))
    main.append(element("span", "value", card.value), element("span", "unit", card.unit), element("span", "sub", card.sub))
    const deltas = element("div", "deltas")
    for (const delta of card.deltas) deltas.append(element("span", "", delta))
    const rows = element("ul", "rows")
    for (const row of card.rows) {
      const line = opener("", spoken([row.label, row.value, row.sub].join(" ")), open(row.key))
      const number = element("span", "number")
      number.append(element("span", "value", row.value), element("span", "sub", " " + row.sub))
      line.append(element("span", "label", row.label), number)
      const item = element("li")
      item.append(line)
      rows.append(item)
    }
    box.append(head, main, deltas)
    if (card.rows.length) box.append(rows)
    box.append(about)
    root.append(box)
  }
}
