const held = JSON.parse(document.getElementById("data").textContent)
const words = held.words
const main = document.getElementById("main")
const element = (tag, text, name) => {
  const made = document.createElement(tag)
  if (text !== undefined) made.textContent = text
  if (name) made.className = name
  return made
}
const written = (value) => (value === null ? "—" : value === 0 ? words.few : value.toLocaleString())
const line = (points) => {
  const space = "http://www.w3.org/2000/svg"
  const svg = document.createElementNS(space, "svg")
  svg.setAttribute("viewBox", "0 0 600 180")
  svg.setAttribute("preserveAspectRatio", "none")
  svg.setAttribute("role", "img")
  svg.setAttribute("aria-label", words.trend)
  const most = Math.max(1, ...points.map((one) => one.open))
  const path = document.createElementNS(space, "polyline")
  path.setAttribute("points", points.map((one, at) => (at * 600) / Math.max(1, points.length - 1) + "," + (172 - (164 * one.open) / most)).join(" "))
  path.setAttribute("fill", "none")
  path.setAttribute("stroke", "#2f7dc8")
  path.setAttribute("stroke-width", "2.5")
  path.setAttribute("vector-effect", "non-scaling-stroke")
  svg.append(path)
  return svg
}
const table = (heads, rows) => {
  const made = element("table")
  const head = element("tr")
  heads.forEach((title) => head.append(element("th", title)))
  made.append(head)
  rows.forEach((cells) => {
    const row = element("tr")
    cells.forEach((cell) => {
      const td = element("td")
      td.append(cell)
      row.append(td)
    })
    made.append(row)
  })
  return made
}
const show = (code) => {
  const here = held.nodes[code]
  main.replaceChildren()
  const way = element("nav")
  const above = []
  for (let at = code; at && held.nodes[at]; at = held.nodes[at].parent) above.unshift(at)
  above.forEach((at, place) => {
    if (place) way.append(" › ")
    const step = element(at === code ? "strong" : "button", held.nodes[at].name)
    if (at !== code) step.onclick = () => show(at)
    way.append(step)
  })
  const cards = element("div", undefined, "cards")
  held.measures.forEach((measure) => {
    const card = element("div", words.measures[measure], "card")
    card.append(element("b", written(here.figures[measure][0])), element("span", written(here.figures[measure][1]) + " " + words.people))
    cards.append(card)
  })
  main.append(way, cards)
  const below = Object.keys(held.nodes).filter((one) => held.nodes[one].parent === code)
  if (below.length) {
    below.sort((a, b) => held.nodes[b].figures.open[0] - held.nodes[a].figures.open[0] || a.localeCompare(b))
    const most = Math.max(1, ...below.map((one) => held.nodes[one].figures.open[0]))
    main.append(element("h2", words.below))
    main.append(table([words.area, words.measures.open, "", ...held.measures.slice(1).map((one) => words.measures[one])], below.map((one) => {
      const node = held.nodes[one]
      const go = element("button", node.name)
      go.onclick = () => show(one)
      const bar = element("span", "", "bar")
      bar.style.width = (node.figures.open[0] / most) * 9 + "rem"
      return [go, written(node.figures.open[0]), bar, ...held.measures.slice(1).map((measure) => written(node.figures[measure][0]))]
    })))
  }
  const two = element("div", undefined, "two")
  const left = element("section")
  left.append(element("h2", words.trend), line(here.trend), element("p", here.trend[0].month + " — " + here.trend[here.trend.length - 1].month, "note"))
  const right = element("section")
  right.append(element("h2", words.risks), table([words.risk, words.measures.open, words.people], here.risks.map((one) => [one.name, written(one.open[0]), written(one.open[1])])))
  two.append(left, right)
  main.append(two)
}
show(held.root)
