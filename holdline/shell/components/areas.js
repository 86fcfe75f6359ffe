// Areas filled by class, as SVG: printed as drawn, walked with the keyboard, read aloud, and no
// library to load. Outlines are fetched by their address and kept; Python sends the rest, as text.
const outlines = (window.holdlineOutlines ||= new Map())
const fetched = (file) => {
  if (typeof file !== "string") return Promise.resolve(file)
  if (!outlines.has(file)) {
    const asked = fetch(file).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    outlines.set(file, asked.catch(() => { outlines.delete(file); return { features: [] } }))
  }
  return outlines.get(file)
}
const LINE = 14, GAP = 0.6
const wideness = (text) => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 255 ? 11.5 : 6.2), 0)
const mercator = (latitude) => (Math.asinh(Math.tan((latitude * Math.PI) / 180)) * 180) / Math.PI
const rings = (shape) => (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates).flat()
const element = (name, attributes = {}) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".map")
  if (!root || !data) return
  const svg = root.querySelector(".ground"), tip = root.querySelector(".tip"), note = root.querySelector(".note")
  const [land, over, names] = ["land", "over", "names"].map((one) => svg.querySelector("." + one))
  root.style.setProperty("--height", data.height + "px")
  root.held = root.held || { paths: new Map(), at: "" }
  const held = root.held, told = new Map(data.areas.map((one) => [one.code, one]))
  svg.setAttribute("aria-label", data.alt)

  const fit = () => {
    const [west, south, east, north] = data.frame, wide = svg.clientWidth || 800
    const low = mercator(south), high = mercator(north)
    const scale = Math.min(wide / (east - west), data.height / (high - low))
    return {
      wide,
      x: (lon) => wide / 2 + (lon - (west + east) / 2) * scale,
      y: (lat) => data.height / 2 - (mercator(lat) - (low + high) / 2) * scale,
    }
  }
  const outline = (shape, { x, y }) => {
    let d = ""
    for (const ring of rings(shape)) {
      let a = Infinity, b = Infinity, sign = "M"
      for (const point of ring) {
        const u = x(point[0]), v = y(point[1])
        if (Math.abs(u - a) + Math.abs(v - b) < GAP) continue
        d += sign + u.toFixed(1) + " " + v.toFixed(1)
        a = u; b = v; sign = "L"
      }
      d += "Z"
    }
    return d
  }
  const filled = (one, d) => {
    if (!held.paths.has(one.code)) held.paths.set(one.code, element("path", { "data-code": one.code, role: one.acts ? "button" : "img" }))
    const path = held.paths.get(one.code)
    path.setAttribute("d", d)
    path.setAttribute("fill", one.fill)
    path.setAttribute("class", [one.is_zone ? "zone" : "", one.acts ? "acts" : ""].join(" "))
    path.setAttribute("aria-label", one.hover.join(" "))
    path.setAttribute("tabindex", "-1")
    return path
  }
  const labels = ({ x, y }) => {
    const taken = []
    return data.labels.flatMap((one) => {
      const u = x(one.lon), v = y(one.lat)
      for (const lines of [one.lines, one.lines.slice(0, 1)]) {
        const half = Math.max(...lines.map(wideness)) / 2, up = (LINE * lines.length) / 2
        if (taken.some((box) => Math.abs(box[0] - u) < box[2] + half && Math.abs(box[1] - v) < box[3] + up)) continue
        taken.push([u, v, half, up])
        const text = element("text", { fill: one.ink, stroke: one.halo })
        lines.forEach((line, i) => {
          const part = element("tspan", { x: u.toFixed(1), y: (v + LINE * (i - lines.length / 2) + 11).toFixed(1) })
          part.textContent = line
          text.append(part)
        })
        return [text]
      }
      return []
    })
  }
  const round = ({ x, y }) => data.round.map((corner, i) => (i ? "L" : "M") + x(corner[0]).toFixed(1) + " " + y(corner[1]).toFixed(1)).join("") + "Z"

  const draw = () => {
    if (!held.shapes || !data.frame.length) return
    const at = fit(), paths = []
    for (const one of data.areas) {
      const shape = held.shapes.get(one.file + one.code)
      if (shape) paths.push(filled(one, outline(shape, at)))
    }
    held.wide = at.wide
    note.hidden = paths.length > 0
    note.textContent = data.absent
    const order = paths.map((path) => path.dataset.code).join()
    if (held.order !== order || land.childElementCount !== paths.length) land.replaceChildren(...paths)
    held.order = order
    const first = held.paths.get(held.at)?.isConnected ? held.at : data.areas.find((one) => one.acts)?.code
    held.paths.get(first)?.setAttribute("tabindex", "0")
    names.replaceChildren(...(data.round.length ? [element("path", { class: "round", d: round(at) })] : []), ...labels(at))
    point(null)
    root.dataset.areas = paths.length
  }
  const point = (path, x, y) => {
    over.setAttribute("d", path ? path.getAttribute("d") : "")
    tip.hidden = !path
    if (!path || !told.has(path.dataset.code)) return
    const [title, ...lines] = told.get(path.dataset.code).hover
    const strong = document.createElement("b")
    strong.textContent = title
    tip.replaceChildren(strong, lines.map((line) => "\n" + line).join(""))
    tip.style.left = Math.max(0, Math.min(x + 14, held.wide - tip.offsetWidth - 4)) + "px"
    tip.style.top = Math.max(0, Math.min(y + 14, data.height - tip.offsetHeight - 4)) + "px"
  }
  const middle = (path) => {
    const box = path.getBBox()
    return [box.x + box.width / 2, box.y + box.height / 2]
  }
  const open = (path) => {
    if (path && told.get(path.dataset.code)?.acts) setTriggerValue("opened", { code: path.dataset.code, at: Date.now() })
  }
  const walk = (from, [across, down]) => {
    const [x, y] = middle(from)
    let best = null, least = Infinity
    for (const path of land.querySelectorAll("path.acts")) {
      const [u, v] = middle(path), along = (u - x) * across + (v - y) * down, aside = Math.abs((u - x) * down) + Math.abs((v - y) * across)
      if (path !== from && along > 1 && along + 2 * aside < least) { best = path; least = along + 2 * aside }
    }
    if (!best) return
    from.setAttribute("tabindex", "-1")
    best.setAttribute("tabindex", "0")
    best.focus({ preventScroll: true })
  }
  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  const aimed = (event) => event.target.closest("path[data-code]")
  svg.onpointermove = (event) => {
    const box = svg.getBoundingClientRect()
    point(event.pointerType === "touch" ? null : aimed(event), event.clientX - box.left, event.clientY - box.top)
  }
  svg.onpointerleave = () => point(null)
  svg.onclick = (event) => open(aimed(event))
  root.focused = (event) => {
    const path = aimed(event)
    if (!path?.matches(":focus-visible")) return
    held.at = path.dataset.code
    point(path, ...middle(path))
  }
  svg.onkeydown = (event) => {
    const path = aimed(event)
    if (!path || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === "Enter" || event.key === " ") open(path)
    else if (KEYS[event.key]) walk(path, KEYS[event.key])
    else return
    event.preventDefault()
  }
  root.querySelector(".legend").replaceChildren(...data.legend.map((one) => {
    const item = document.createElement("span"), key = document.createElement("i")
    key.style.background = one.colour
    item.append(key, one.title)
    return item
  }))
  const files = Object.entries(data.files), asked = files.map(([name]) => name).join() + data.name
  if (held.asked === asked) draw()
  else Promise.all(files.map(([, file]) => fetched(file))).then((found) => {
    held.asked = asked
    held.shapes = new Map(found.flatMap((one, i) => one.features.map((each) => [files[i][0] + each.properties.code, each.geometry])))
    root.draw()
  })
  root.draw = draw
  if (!root.watch) {
    root.watch = new ResizeObserver(() => { if (root.held.wide && svg.clientWidth !== root.held.wide) root.draw() })
    root.watch.observe(root)
    svg.addEventListener("focusin", (event) => root.focused(event))
    svg.addEventListener("focusout", () => { tip.hidden = true; over.setAttribute("d", "") })
  }
}
