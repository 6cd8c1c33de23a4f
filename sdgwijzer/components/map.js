// A map of municipalities: outlines from a file that the browser keeps, colours from the page.
const SVG = "http://www.w3.org/2000/svg"
const drawings = {} // address → promise of the drawing, once per visit

function drawing(address) {
  drawings[address] ??= fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    return answer.json()
  })
  return drawings[address]
}

function middle(path) {
  const box = path.getBBox()
  return [box.x + box.width / 2, box.y + box.height / 2]
}

// The nearest area in the direction of an arrow: straight ahead counts for more than aside.
function next(middles, from, [dx, dy]) {
  const [x, y] = middles[from]
  let best = from, least = Infinity
  for (const [code, [cx, cy]] of Object.entries(middles)) {
    const ahead = (cx - x) * dx + (cy - y) * dy
    const aside = Math.abs((cx - x) * dy) + Math.abs((cy - y) * dx)
    if (code !== from && ahead > aside * 0.5 && ahead + 2 * aside < least) {
      best = code
      least = ahead + 2 * aside
    }
  }
  return best
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const svg = parentElement.querySelector("svg")
  const areas = parentElement.querySelector(".areas")
  const marks = parentElement.querySelector(".marks")
  const said = parentElement.querySelector(".said")
  const legend = parentElement.querySelector(".legend")
  const button = parentElement.querySelector("button")
  let paths = {}, middles = null, active = null, alive = true

  parentElement.querySelector("figure").className = data.small ? "small" : ""
  svg.setAttribute("aria-label", `${data.label} ${data.help}`)
  said.textContent = data.small ? data.label : data.help
  legend.replaceChildren(...data.legend.map(([style, words]) => {
    const item = document.createElement("li"), sample = document.createElement("span")
    sample.className = style
    sample.setAttribute("aria-hidden", "true")
    item.append(sample, words)
    return item
  }))

  function outline(code, style) {
    const mark = paths[code].cloneNode()
    mark.setAttribute("class", style)
    mark.removeAttribute("role")
    mark.removeAttribute("id")
    mark.removeAttribute("aria-label")
    mark.removeAttribute("aria-selected")
    return mark
  }
  function mark() {
    const peers = data.peers
      .filter(([code]) => paths[code])
      .map(([code, look]) => outline(code, look === null ? "peer" : `peer look-${look + 1}`))
    const own = paths[data.own] ? [outline(data.own, "own")] : []
    marks.replaceChildren(...peers, ...own, ...(active ? [outline(active, "active")] : []))
  }
  function point(code) {
    active = code
    svg.setAttribute("aria-activedescendant", paths[code].id)
    said.textContent = data.areas[code][1]
    mark()
  }
  const of = (event) => event.target.dataset?.code
  const choose = (code) => setTriggerValue("chosen", code)

  // With a finger there is no pointing: the first touch names, the second (or the button) chooses.
  const touches = (event) => event.pointerType === "touch"
  svg.onpointerover = (event) => !touches(event) && of(event) && point(of(event))
  svg.onclick = (event) => {
    const code = of(event)
    if (!code) return
    if (!touches(event) || code === active) return choose(code)
    point(code)
    button.hidden = false
  }
  button.textContent = data.choose
  button.onclick = () => active && choose(active)
  svg.onkeydown = (event) => {
    if (event.key in ARROWS && Object.keys(paths).length) {
      event.preventDefault()
      middles ??= Object.fromEntries(Object.entries(paths).map(([c, p]) => [c, middle(p)]))
      const from = active ?? data.own ?? Object.keys(paths)[0]
      point(active ? next(middles, from, ARROWS[event.key]) : from)
    } else if ((event.key === "Enter" || event.key === " ") && active) {
      event.preventDefault()
      choose(active)
    }
  }

  drawing(data.outlines).then((drawn) => {
    if (!alive) return
    svg.setAttribute("viewBox", `0 0 ${drawn.width} ${drawn.height}`)
    const there = Object.keys(drawn.paths).filter((code) => data.areas[code])
    areas.replaceChildren(...there.map((code) => {
      const path = document.createElementNS(SVG, "path")
      const [style, words] = data.areas[code]
      path.setAttribute("d", drawn.paths[code])
      path.setAttribute("class", style)
      path.setAttribute("role", "option")
      path.setAttribute("id", `area-${code}`)
      path.setAttribute("aria-label", words)
      path.setAttribute("aria-selected", String(code === data.own))
      path.dataset.code = code
      paths[code] = path
      return path
    }))
    if (data.own && paths[data.own]) said.textContent = data.areas[data.own][1]
    mark()
    svg.dataset.drawn = String(there.length)
  }).catch(() => { said.textContent = data.failed })

  return () => { alive = false }
}
