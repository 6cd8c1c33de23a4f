// Before anything else: the address becomes the usual one where a proxy let another through (doubled
// slashes, a start page without its last slash), for what follows is found from there. And once
// the page moves on by itself, the canonical address of its first view no longer holds.
{
  const { origin, pathname, search, hash } = location
  let path = pathname.replace(/\/{2,}/g, "/")
  if (!document.currentScript.dataset.page && !path.endsWith("/")) path += "/"
  if (path !== pathname) history.replaceState(null, "", origin + path + search + hash)

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
