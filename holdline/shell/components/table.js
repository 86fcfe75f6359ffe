// A plain table that can be read aloud, printed and walked with the keyboard: headers sort, and
// cells with an action are buttons. Everything shown comes from Python; set as text only.
const element = (tag, className, text) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined && text !== null) made.textContent = text
  return made
}

const compared = (one, other) => {
  if (one === null || one === undefined) return 1
  if (other === null || other === undefined) return -1
  return typeof one === "number" ? one - other : String(one).localeCompare(String(other), "zh")
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".frame")
  if (!root || !data) return
  root.style.setProperty("--height", data.height ? data.height + "px" : "none")
  if (!data.rows.length) {
    root.replaceChildren(element("div", "empty", data.empty))
    return
  }
  const kept = root.sorting && root.sorting.name === data.name ? root.sorting : null
  let sorting = kept || { name: data.name, key: data.sort ? data.sort.key : null, down: data.sort ? data.sort.down : false }

  // Columns where something went down: their bars start from the middle.
  const signed = new Set(data.columns.map((column) => column.key).filter((key) => data.rows.some((row) => row.cells[key]?.share < 0)))

  const filled = (column, cell) => {
    if (!cell) return element("span", "", "")
    const holder = cell.action ? element("button", "", cell.text) : element("span", "", cell.text)
    if (cell.note) holder.append(element("span", "note", cell.note))
    if (column.kind !== "bar") return holder
    const bar = element("div", "bar")
    const track = element("div", "track")
    const fill = element("div", cell.share < 0 ? "fill down" : "fill")
    const long = Math.min(1, Math.abs(cell.share || 0)) * (signed.has(column.key) ? 50 : 100)
    fill.style.inlineSize = long + "%"
    if (signed.has(column.key)) {
      track.classList.add("signed")
      fill.style.marginInlineStart = (cell.share < 0 ? 50 - long : 50) + "%"
    }
    track.append(fill)
    bar.append(track, holder)
    return bar
  }

  const draw = () => {
    root.sorting = sorting
    const table = element("table")
    table.append(element("caption", "", data.caption))
    const head = element("tr")
    for (const column of data.columns) {
      const cell = element("th", [column.align || "", column.wide ? "wide" : ""].join(" "))
      cell.scope = "col"
      if (column.hint) cell.title = column.hint
      const isKey = sorting.key === column.key
      if (data.sortable) {
        const button = element("button", "", column.title + (isKey ? (sorting.down ? " ▾" : " ▴") : ""))
        button.type = "button"
        button.onclick = () => {
          sorting = { name: data.name, key: column.key, down: isKey ? !sorting.down : column.align === "end" || column.kind === "bar" }
          draw()
        }
        cell.setAttribute("aria-sort", isKey ? (sorting.down ? "descending" : "ascending") : "none")
        cell.append(button)
      } else cell.append(column.title)
      head.append(cell)
    }
    const top = element("thead")
    top.append(head)
    const sorted = (some) => {
      if (!sorting.key) return some
      const by = (row) => {
        const cell = row.cells[sorting.key]
        return cell && (cell.value === undefined ? cell.text : cell.value)
      }
      return some.sort((one, other) => {
        const a = by(one)
        const b = by(other)
        const none = (x) => x === null || x === undefined
        if (none(a) || none(b)) return compared(a, b)
        return sorting.down ? -compared(a, b) : compared(a, b)
      })
    }
    const within = new Map()
    for (const row of data.rows) within.set(row.under || "", [...(within.get(row.under || "") || []), row])
    const depth = new Map()
    const nested = (key, at) => sorted(within.get(key) || []).flatMap((row) => {
      depth.set(row, at)
      return [row, ...nested(row.key, at + 1)]
    })
    const rows = nested("", 0)
    const body = element("tbody")
    for (const row of [...(data.total ? [data.total] : []), ...rows]) {
      const line = element("tr", row === data.total ? "total" : row.chosen ? "chosen" : row.under ? "under" : "")
      line.dataset.key = row.key
      if (depth.get(row) > 1) line.style.setProperty("--depth", depth.get(row))
      for (const column of data.columns) {
        const cell = row.cells[column.key]
        const box = element("td", [column.align || "", column.wide ? "wide" : "", column.nowrap ? "nowrap" : ""].join(" "))
        box.append(filled(column, cell))
        const button = box.querySelector("button")
        if (button) {
          button.type = "button"
          if (cell.speech) button.setAttribute("aria-label", cell.speech)
          const act = () => setTriggerValue("chosen", { row: row.key, column: column.key, at: Date.now() })
          button.onclick = (event) => { event.stopPropagation(); act() }
          if (column.kind === "bar") { box.style.cursor = "pointer"; box.onclick = act }
        }
        line.append(box)
      }
      body.append(line)
    }
    table.append(top, body)
    root.replaceChildren(table)
  }
  draw()
  const chosen = root.querySelector("tr.chosen")
  if (chosen && root.shown !== chosen.dataset.key) {
    root.shown = chosen.dataset.key
    root.scrollTop = Math.max(0, chosen.offsetTop - 2 * chosen.offsetHeight)
  }
}
