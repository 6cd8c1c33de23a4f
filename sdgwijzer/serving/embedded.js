// In a frame on somebody else's page: says how high it is, now and whenever that changes. The page
// around it learns nothing else, and is asked nothing.
{
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height)
    parent.postMessage({ sdgWijzer: height }, "*")
  }
  new ResizeObserver(tell).observe(document.documentElement)
}
