// Signing in leads through the provider and back to the front page: the address that was asked for
// is kept in this tab meanwhile, and gone to once.
const KEPT = "holdline-target"

export default function (component) {
  const { data } = component
  if (!data) return
  const here = window.location
  if (data.mode === "keep") {
    window.sessionStorage.setItem(KEPT, here.pathname + here.search)
    return
  }
  const target = window.sessionStorage.getItem(KEPT)
  if (!target) return
  window.sessionStorage.removeItem(KEPT)
  const isOurs = target.startsWith("/") && !target.startsWith("//")
  const isElsewhere = target.split("?")[0] !== here.pathname || target.includes("division=")
  if (isOurs && isElsewhere) here.replace(target)
}
