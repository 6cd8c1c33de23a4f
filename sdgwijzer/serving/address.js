// Before anything else: the address becomes the usual one where a proxy let another through (doubled
// slashes, a start page without its last slash), for what follows is found from there. And once
// the page moves on by itself, the canonical address of its first view no longer holds.
{
  const { origin, pathname, search, hash } = location
  let path = pathname.replace(/\/{2,}/g, "/")
  if (!document.currentScript.dataset.page && !path.endsWith("/")) path += "/"
  if (path !== pathname) history.replaceState(null, "", origin + path + search + hash)

  // Streamlit asks for its server below the page first, and above it after a while: it is above.
  window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href }

  const moved = () => document.querySelector("link[rel=canonical]")?.remove()
  for (const step of ["pushState", "replaceState"]) {
    const usual = history[step]
    history[step] = function (...given) {
      usual.apply(this, given)
      moved()
    }
  }
  addEventListener("popstate", moved)
}

// Streamlit's scripts are large: they are loaded once the page's own content is painted. In a tab that is
// not shown nothing is painted; there they come all the same.
addEventListener("DOMContentLoaded", () => {
  const waiting = document.getElementById("streamlit")
  const load = () => {
    if (!waiting.isConnected) return
    document.head.append(waiting.content)
    waiting.remove()
  }
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(load)))
  setTimeout(load, 400)
})
