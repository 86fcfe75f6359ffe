// Slides for a meeting: arrow keys, page keys, home and end, F for the whole screen; nothing is
// asked of the server between them. Everything shown comes from Python and is set as text only.
const element = (tag, className, text) => {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined && text !== null) made.textContent = text
  return made
}

const FORMS = {
  figures: (slide) => {
    const box = element("div", "figures")
    for (const one of slide.items) {
      const card = element("div", "figure")
      card.append(element("div", "name", one.name), element("div", "value", one.value))
      if (one.sub) card.append(element("div", "sub", one.sub))
      box.append(card)
    }
    return box
  },
  bars: (slide) => {
    const box = element("div", "bars")
    for (const one of slide.items) {
      const bar = element("span", "bar")
      bar.style.inlineSize = Math.max(one.share * 100, 0.4) + "%"
      const track = element("span", "track")
      track.append(bar)
      box.append(element("span", "name", one.name), track, element("span", "value", one.value))
    }
    return box
  },
  rows: (slide) => {
    const table = element("table")
    const head = element("tr")
    for (const title of slide.heads) head.append(element("th", "", title))
    table.append(head)
    for (const row of slide.items) {
      const line = element("tr")
      for (const cell of row) line.append(element("td", "", cell))
      table.append(line)
    }
    return table
  },
}

export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".stage")
  if (!root || !data) return
  root.setAttribute("aria-label", data.title)
  const held = Number(sessionStorage.getItem("holdline-slide") || 0)
  let at = Math.min(held, data.slides.length - 1)

  const draw = () => {
    const slide = data.slides[at]
    sessionStorage.setItem("holdline-slide", String(at))
    root.replaceChildren()
    const head = element("header")
    head.append(element("h1", "", slide.title), element("p", "note", slide.note))
    const foot = element("footer")
    const place = element("span", "place", data.words.place.replace("{at}", at + 1).replace("{all}", data.slides.length))
    place.setAttribute("aria-live", "polite")
    foot.append(button(data.words.back, () => go(at - 1), at === 0), place,
      button(data.words.next, () => go(at + 1), at === data.slides.length - 1),
      button(data.words.whole, whole, false), element("span", "source", data.source))
    root.append(head, slide.items.length ? FORMS[slide.form](slide) : element("p", "none", data.words.none), foot)
  }
  const button = (label, act, off) => {
    const made = element("button", "", label)
    made.type = "button"
    made.disabled = off
    made.onclick = act
    return made
  }
  const go = (to) => {
    at = Math.max(0, Math.min(to, data.slides.length - 1))
    draw()
    root.focus({ preventScroll: true })
  }
  const whole = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.())
  const keys = {
    ArrowRight: () => go(at + 1), ArrowDown: () => go(at + 1), PageDown: () => go(at + 1), " ": () => go(at + 1),
    ArrowLeft: () => go(at - 1), ArrowUp: () => go(at - 1), PageUp: () => go(at - 1),
    Home: () => go(0), End: () => go(data.slides.length - 1), f: whole, F: whole,
  }
  root.onkeydown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return
    event.preventDefault()
    event.stopPropagation()
    keys[event.key]()
  }
  draw()
  root.focus({ preventScroll: true })
}
