// Puts the address of the view on the clipboard, and says what was copied.
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button")
  const said = parentElement.querySelector("span")
  button.textContent = data.label
  said.textContent = ""
  button.onclick = async () => {
    const address = window.location.href
    try {
      await navigator.clipboard.writeText(address)
      said.textContent = data.copied
    } catch {
      said.textContent = `${data.failed} ${address}` // without https a browser may refuse
    }
  }
}
