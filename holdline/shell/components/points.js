// Households on outlines, drawn on a canvas: no tiles, no outside address, no graphics card needed.
// Python sends what the window holds (cells, or single households) and is told each new window.
const outlines = new Map()
const fetched = (url) => {
  if (!outlines.has(url)) outlines.set(url, fetch(url).then((answer) => (answer.ok ? answer.json() : { features: [] })).catch(() => ({ features: [] })))
  return outlines.get(url)
}
const WAIT = 220
const NEAR = 11
const rings = (shape) => (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates).flat()

const SHAPES = {
  circle: (c, x, y, r) => c.arc(x, y, r, 0, 7),
  ring: (c, x, y, r) => { c.arc(x, y, r, 0, 7); c.moveTo(x + r / 2, y); c.arc(x, y, r / 2, 0, 7, true) },
  square: (c, x, y, r) => c.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
  bar: (c, x, y, r) => c.rect(x - r * 1.2, y - r * 0.5, r * 2.4, r),
  triangle: (c, x, y, r) => { c.moveTo(x, y - r * 1.2); c.lineTo(x + r * 1.1, y + r * 0.8); c.lineTo(x - r * 1.1, y + r * 0.8); c.closePath() },
  down: (c, x, y, r) => { c.moveTo(x, y + r * 1.2); c.lineTo(x + r * 1.1, y - r * 0.8); c.lineTo(x - r * 1.1, y - r * 0.8); c.closePath() },
  diamond: (c, x, y, r) => { c.moveTo(x, y - r * 1.25); c.lineTo(x + r, y); c.lineTo(x, y + r * 1.25); c.lineTo(x - r, y); c.closePath() },
  cross: (c, x, y, r) => { const t = r * 0.4; c.rect(x - t, y - r * 1.1, t * 2, r * 2.2); c.rect(x - r * 1.1, y - t, r * 2.2, t * 2) },
  x: (c, x, y, r) => { for (const [a, b] of [[1, 1], [1, -1]]) { c.moveTo(x - a * r - 1, y - b * r + 1); c.lineTo(x - a * r + 1, y - b * r - 1); c.lineTo(x + a * r + 1, y + b * r - 1); c.lineTo(x + a * r - 1, y + b * r + 1); c.closePath() } },
  star: (c, x, y, r) => { for (let i = 0; i < 10; i++) { const l = i % 2 ? r * 0.5 : r * 1.3; const a = (Math.PI * i) / 5 - Math.PI / 2; c[i ? "lineTo" : "moveTo"](x + l * Math.cos(a), y + l * Math.sin(a)) } c.closePath() },
}

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const root = parentElement.querySelector(".map")
  if (!root || !data) return
  const canvas = root.querySelector(".canvas")
  const tip = root.querySelector(".tip")
  root.style.setProperty("--height", data.height + "px")
  if (!root.state || root.state.name !== data.name) {
    root.state = { name: data.name, mode: "pan", path: [], shapes: root.state ? root.state.shapes : new Map(), fitted: false }
  }
  const s = root.state
  const cos = Math.cos((((data.window[1] + data.window[3]) / 2) * Math.PI) / 180)
  const wide = () => canvas.clientWidth || 800
  const high = () => canvas.clientHeight || data.height
  const fit = (w) => {
    s.x = (w[0] + w[2]) / 2
    s.y = (w[1] + w[3]) / 2
    s.scale = Math.min(wide() / ((w[2] - w[0]) * cos), high() / (w[3] - w[1]))
  }
  if (!s.fitted) { fit(data.home); s.fitted = true; s.isNew = Math.abs(wide() - data.width) > data.width / 5 }
  const px = (lon) => (lon - s.x) * cos * s.scale + wide() / 2
  const py = (lat) => high() / 2 - (lat - s.y) * s.scale
  const lon = (x) => (x - wide() / 2) / cos / s.scale + s.x
  const lat = (y) => (high() / 2 - y) / s.scale + s.y
  const f = data.features
  const radius = (i) => (data.level === "cluster" ? Math.min(22, 9 + 3.2 * Math.log2(f.n[i])) : 6)
  const style = getComputedStyle(root)
  const ink = style.color
  const paper = style.getPropertyValue("--st-background-color") || "#fff"
  const light = ink.match(/\d+/g).slice(0, 3).reduce((sum, one) => sum + Number(one), 0) > 384

  const frame = () => {
    const ratio = devicePixelRatio || 1
    canvas.width = wide() * ratio
    canvas.height = high() * ratio
    const c = canvas.getContext("2d")
    c.scale(ratio, ratio)
    ground(c, false)
    patches(c)
    ground(c, true)
    if (data.arrows) arrows(c)
    data.level === "grid" ? cells(c) : dots(c)
    drawn(c)
  }
  const ground = (c, isOver) => {
    c.lineWidth = 1
    for (const url of data.outlines) {
      const held = s.shapes.get(url)
      if (!held) continue
      for (const one of held.features) {
        const mine = !data.codes.length || data.codes.some((code) => one.properties.code.startsWith(code))
        c.globalAlpha = mine ? 1 : 0.35
        c.fillStyle = mine ? data.land : "transparent"
        c.strokeStyle = data.line
        c.beginPath()
        for (const ring of rings(one.geometry)) { ring.forEach((p, i) => c[i ? "lineTo" : "moveTo"](px(p[0]), py(p[1]))); c.closePath() }
        isOver ? c.stroke() : c.fill("evenodd")
      }
    }
    if (!isOver) return
    c.globalAlpha = 0.75
    c.fillStyle = ink
    c.font = "11px " + style.fontFamily
    c.textAlign = "center"
    const taken = []
    for (const url of data.outlines) for (const one of (s.shapes.get(url) || { features: [] }).features) {
      const told = one.properties
      if (data.codes.length && !data.codes.some((code) => told.code.startsWith(code))) continue
      const x = px(told.lon), y = py(told.lat), half = told.name.length * 6
      if (taken.some((t) => Math.abs(t[0] - x) < t[2] + half && Math.abs(t[1] - y) < 15)) continue
      taken.push([x, y, half])
      c.fillText(told.name, x, y)
    }
    c.globalAlpha = 1
  }
  const patches = (c) => {
    for (const one of data.patches) {
      c.beginPath()
      one.ring.forEach((p, i) => c[i ? "lineTo" : "moveTo"](px(p[0]), py(p[1])))
      c.closePath()
      c.fillStyle = one.colour
      c.fill()
    }
  }
  const cells = (c) => {
    for (let i = 0; i < f.id.length; i++) {
      const [across, up] = f.id[i].split(":").map(Number)
      const x = px((across - 0.5) * data.step), y = py((up + 0.5) * data.step * 0.8)
      c.fillStyle = data.classes[f.class[i]].colour
      c.fillRect(x, y, data.step * cos * s.scale - 0.5, data.step * 0.8 * s.scale - 0.5)
    }
  }
  const dots = (c) => {
    for (let i = f.id.length - 1; i >= 0; i--) {
      const x = px(f.lon[i] / 1e6), y = py(f.lat[i] / 1e6)
      if (x < -20 || y < -20 || x > wide() + 20 || y > high() + 20) continue
      const kind = data.kinds[f.kind[i]]
      const r = f.n[i] > 1 ? Math.max(radius(i), 9) : radius(i)
      if (data.blur && data.level === "point") {
        const side = data.blur * s.scale
        c.globalAlpha = 0.16
        c.fillStyle = kind.colour
        c.fillRect(x - (side * cos) / 2, y - side / 2, side * cos, side)
        c.globalAlpha = 1
      }
      c.beginPath()
      f.n[i] > 1 ? SHAPES.circle(c, x, y, r) : SHAPES[kind.shape](c, x, y, r)
      c.fillStyle = kind.colour
      c.fill()
      c.lineWidth = 1.2
      c.strokeStyle = light ? "#e8edf3" : "#fff"
      c.stroke()
      if (f.n[i] > 1) {
        c.fillStyle = "#fff"
        c.font = "600 11px " + style.fontFamily
        c.textAlign = "center"
        c.fillText(f.n[i], x, y + 4)
      }
    }
  }
  const arrows = (c) => {
    c.lineWidth = 1.4
    for (const [a, b, x2, y2] of data.arrows) {
      const x = px(a), y = py(b), u = px(x2), v = py(y2), angle = Math.atan2(v - y, u - x)
      c.strokeStyle = c.fillStyle = data.arrow
      c.beginPath()
      c.moveTo(x, y); c.lineTo(u, v)
      c.moveTo(u - 7 * Math.cos(angle - 0.4), v - 7 * Math.sin(angle - 0.4)); c.lineTo(u, v)
      c.lineTo(u - 7 * Math.cos(angle + 0.4), v - 7 * Math.sin(angle + 0.4))
      c.stroke()
    }
  }
  const drawn = (c) => {
    const told = data.area.map((p) => [px(p[0]), py(p[1])])
    for (const path of [told, s.path]) {
      if (path.length < 2) continue
      c.beginPath()
      path.forEach((p, i) => c[i ? "lineTo" : "moveTo"](p[0], p[1]))
      c.closePath()
      c.setLineDash([5, 4])
      c.lineWidth = 1.6
      c.strokeStyle = data.arrow
      c.stroke()
      c.setLineDash([])
      c.globalAlpha = 0.08
      c.fillStyle = data.arrow
      c.fill()
      c.globalAlpha = 1
    }
  }
  const at = (x, y) => {
    if (data.level === "grid") {
      for (let i = 0; i < f.id.length; i++) {
        const [across, up] = f.id[i].split(":").map(Number)
        if (across === Math.round(lon(x) / data.step) && up === Math.round(lat(y) / (data.step * 0.8))) return i
      }
      return -1
    }
    let best = -1, least = Infinity
    for (let i = 0; i < f.id.length; i++) {
      const gap = Math.hypot(px(f.lon[i] / 1e6) - x, py(f.lat[i] / 1e6) - y)
      if (gap < Math.max(NEAR, radius(i)) && gap < least) { best = i; least = gap }
    }
    return best
  }
  const report = () => {
    clearTimeout(s.timer)
    s.timer = setTimeout(() => setStateValue("view", { name: data.name, west: lon(0), south: lat(high()), east: lon(wide()), north: lat(0), width: Math.round(wide()) }), WAIT)
  }
  const zoom = (by, x = wide() / 2, y = high() / 2) => {
    const a = lon(x), b = lat(y)
    s.scale = Math.max(20, Math.min(2e6, s.scale * by))
    s.x = a - (x - wide() / 2) / cos / s.scale
    s.y = b - (high() / 2 - y) / s.scale
    frame()
    report()
  }
  const place = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top] }
  const hover = (x, y) => {
    const i = at(x, y)
    tip.hidden = i < 0
    canvas.style.cursor = s.mode !== "pan" ? "" : i < 0 ? "" : "pointer"
    if (i < 0) return
    const kind = data.kinds[f.kind[i]]
    tip.textContent = f.n[i] > 1
      ? data.words.many.replace("{n}", f.n[i]).replace("{kind}", kind.title)
      : [f.name[i], f.village[i], kind.title, f.home[i], f.more ? f.more[i] : null].filter(Boolean).join("\n")
    tip.style.left = Math.min(x + 12, wide() - 150) + "px"
    tip.style.top = Math.min(y + 12, high() - 70) + "px"
  }
  const choose = (x, y) => {
    const i = at(x, y)
    if (i < 0) return
    if (f.home[i]) return setTriggerValue("opened", { home: f.home[i], at: Date.now() })
    if (data.blur && data.level === "point") {
      const a = f.lon[i] / 1e6, b = f.lat[i] / 1e6, h = data.blur / 2
      return finish([[a - h, b - h], [a + h, b - h], [a + h, b + h], [a - h, b + h]])
    }
    zoom(2.6, x, y)
  }
  const finish = (corners) => {
    const every = Math.ceil(corners.length / 60)
    const kept = corners.filter((_, i) => i % every === 0)
    setTriggerValue("drawn", { corners: kept, at: Date.now() })
  }
  canvas.onwheel = (event) => { event.preventDefault(); zoom(event.deltaY < 0 ? 1.35 : 1 / 1.35, ...place(event)) }
  canvas.onpointerdown = (event) => {
    const [x, y] = place(event)
    s.press = { x, y, cx: s.x, cy: s.y, moved: false }
    s.path = []
    canvas.setPointerCapture(event.pointerId)
  }
  canvas.onpointermove = (event) => {
    const [x, y] = place(event)
    if (!s.press) return hover(x, y)
    if (Math.hypot(x - s.press.x, y - s.press.y) > 4) s.press.moved = true
    if (!s.press.moved) return
    tip.hidden = true
    if (s.mode === "pan") { s.x = s.press.cx - (x - s.press.x) / cos / s.scale; s.y = s.press.cy + (y - s.press.y) / s.scale }
    else if (s.mode === "box") s.path = [[s.press.x, s.press.y], [x, s.press.y], [x, y], [s.press.x, y]]
    else s.path.push([x, y])
    frame()
  }
  canvas.onpointerup = (event) => {
    const press = s.press
    s.press = null
    if (!press) return
    if (!press.moved) return choose(...place(event))
    if (s.mode === "pan") return report()
    const corners = s.path.map((p) => [lon(p[0]), lat(p[1])])
    s.path = []
    if (corners.length > 2) finish(corners)
    s.mode = "pan"
    tools()
  }
  canvas.onpointerleave = () => { tip.hidden = true }
  canvas.onkeydown = (event) => {
    const step = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key]
    if (step) { s.x = lon(wide() / 2 + step[0]); s.y = lat(high() / 2 + step[1]); frame(); report(); event.preventDefault() }
    else if (event.key === "+" || event.key === "=") zoom(1.6)
    else if (event.key === "-") zoom(1 / 1.6)
  }
  const tools = () => {
    canvas.classList.toggle("drawing", s.mode !== "pan")
    const made = [["+", "closer", () => zoom(1.8)], ["−", "farther", () => zoom(1 / 1.8)], ["⌂", "whole", () => { fit(data.home); frame(); report() }],
      ["▭", "box", () => { s.mode = s.mode === "box" ? "pan" : "box"; tools() }], ["⌇", "lasso", () => { s.mode = s.mode === "lasso" ? "pan" : "lasso"; tools() }]]
    if (data.area.length) made.push(["✕", "clear", () => setTriggerValue("drawn", { corners: [], at: Date.now() })])
    root.querySelector(".tools").replaceChildren(...made.map(([sign, name, act]) => {
      const button = document.createElement("button")
      button.type = "button"
      button.dataset.tool = name
      button.textContent = sign
      button.title = data.words[name]
      button.setAttribute("aria-label", data.words[name])
      if (name === "box" || name === "lasso") button.setAttribute("aria-pressed", String(s.mode === name))
      button.onclick = act
      return button
    }))
  }
  const legend = () => {
    const items = data.level === "grid" ? data.classes.map((one) => ({ ...one, shape: "square" })) : data.kinds.filter((one) => one.shown)
    root.querySelector(".legend").replaceChildren(...items.map((one) => {
      const item = document.createElement("span")
      const key = document.createElement("canvas")
      key.width = key.height = 28
      const c = key.getContext("2d")
      c.scale(2, 2)
      c.beginPath()
      SHAPES[one.shape](c, 7, 7, 5)
      c.fillStyle = one.colour
      c.fill()
      item.append(key, one.title)
      return item
    }))
  }
  canvas.setAttribute("aria-label", data.alt)
  root.querySelector(".note").textContent = data.note
  root.dataset.features = f.id.length
  root.dataset.level = data.level
  root.where = (i) => { const box = canvas.getBoundingClientRect(); return { x: box.left + px(f.lon[i] / 1e6), y: box.top + py(f.lat[i] / 1e6), home: f.home[i], n: f.n[i] } }
  tools()
  legend()
  frame()
  data.outlines.forEach((url) => fetched(url).then((held) => { s.shapes.set(url, held); frame() }))
  if (s.isNew) { s.isNew = false; report() }
  if (!root.watch) { root.watch = new ResizeObserver(() => root.draw && root.draw()); root.watch.observe(root) }
  root.draw = frame
}
