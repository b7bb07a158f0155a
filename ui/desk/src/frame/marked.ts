/** Cuts a text at marks given in code points, for highlighting without markup. */
export function cut(text: string, marks: readonly (readonly [number, number])[]) {
  const points = [...text]
  const parts: { text: string; is_marked: boolean }[] = []
  let from = 0
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (start < from || end > points.length || end <= start) continue
    if (start > from) parts.push({ text: points.slice(from, start).join(''), is_marked: false })
    parts.push({ text: points.slice(start, end).join(''), is_marked: true })
    from = end
  }
  if (from < points.length) parts.push({ text: points.slice(from).join(''), is_marked: false })
  return parts
}
