// What the browser saw of the last action: when it was made, when the app answered, when the page
// was painted anew, and when it had no more work. Times in ms since the page was opened.
window.bench = { acted: 0, sent: 0, answered: 0, busy: 0, painted: 0, changed: 0 }

for (const kind of ["pointerdown"]) {
  addEventListener(kind, (event) => {
    window.bench = { acted: event.timeStamp, sent: 0, answered: 0, busy: 0, painted: 0, changed: 0 }
  }, true)
}

const send = WebSocket.prototype.send
WebSocket.prototype.send = function (...parts) {
  if (!this.isWatched) {
    this.isWatched = true
    this.addEventListener("message", () => { window.bench.answered = performance.now() })
  }
  if (!window.bench.sent) window.bench.sent = performance.now()
  return send.apply(this, parts)
}

new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.bench.busy = Math.max(window.bench.busy, task.startTime + task.duration)
}).observe({ type: "longtask", buffered: true })

// *shown* is a function telling whether what was asked for stands on the page; it is asked at every
// frame, and the frame after the first yes is the one the reader sees.
window.bench_until = (shown) => new Promise((done, failed) => {
  const since = performance.now()
  const look = () => {
    if (performance.now() - since > 30000) return failed(new Error("never shown: " + shown))
    if (!shown()) return requestAnimationFrame(look)
    requestAnimationFrame(() => {
      window.bench.painted = performance.now()
      const rest = () => {
        const last = Math.max(window.bench.answered, window.bench.busy, window.bench.painted)
        if (performance.now() - last < 400) return setTimeout(rest, 50)
        done({ ...window.bench, whole: last })
      }
      rest()
    })
  }
  look()
})

window.bench_deep = (selector) => {
  const found = []
  const walk = (root) => {
    found.push(...root.querySelectorAll(selector))
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) walk(one.shadowRoot)
  }
  walk(document)
  return found
}
