/** Replaces part of a field as if it had been typed, so Ctrl Z takes it back. */
export function typeInto(field: HTMLTextAreaElement, from: number, to: number, words: string) {
  field.focus()
  field.setSelectionRange(from, to)
  // Deprecated, but the only way that keeps the undo history of a textarea in every browser.
  const done = words
    ? document.execCommand('insertText', false, words)
    : document.execCommand('delete')
  if (!done) {
    field.setRangeText(words, from, to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
