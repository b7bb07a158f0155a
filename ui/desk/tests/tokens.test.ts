import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrast } from '../src/rooms/shop/contrast'

const css = readFileSync(join(import.meta.dirname, '../src/look/tokens.css'), 'utf8')
const block = (from: string) => css.slice(css.indexOf(from), css.indexOf('}', css.indexOf(from)))
const tokens = (text: string) => Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((one) => [one[1], one[2]])) as Record<string, string>
const light = tokens(block(':root {'))
const themes = { light, dark: { ...light, ...tokens(block(":root[data-theme='dark']")) } }

const grounds = ['surface', 'surface-2', 'surface-3', 'canvas']
/** [words, ground]: at least 4.5 to 1. */
const text: [string, string][] = [
  ...['text-1', 'text-2'].flatMap((one) => [...grounds, 'bubble-in', 'bubble-out', 'note', 'brand-soft', 'surface-press'].map((ground): [string, string] => [one, ground])),
  ...['surface', 'surface-2', 'surface-3', 'canvas'].map((ground): [string, string] => ['text-3', ground]),
  ...['surface', 'surface-2', 'brand-soft', 'brand-soft-2'].map((ground): [string, string] => ['brand-fg', ground]),
  ...['red', 'amber', 'green', 'violet'].flatMap((hue) => ['surface', 'surface-2', `${hue}-soft`].map((ground): [string, string] => [`${hue}-fg`, ground])),
  ['amber-fg', 'note'], ['amber-fg', 'canvas'], ['red-fg', 'canvas'], ['green-fg', 'canvas'], ['text-1', 'violet-soft'], ['text-1', 'red-soft'],
  ['text-2', 'red-soft'], ['text-2', 'amber-soft'], ['text-2', 'green-soft'],
  ...['brand', 'brand-hover', 'red'].map((ground): [string, string] => ['on-fill', ground]),
  ['surface', 'text-1'], ['surface', 'text-3'],
  ...[1, 2, 3, 4, 5, 6].map((n): [string, string] => [`hue-${n}-fg`, `hue-${n}`]),
]
/** Edges of controls and signs: at least 3 to 1. */
const signs: [string, string][] = [
  ['line-control', 'surface'], ['brand', 'surface'], ['red', 'surface'], ['green', 'surface'], ['amber', 'surface'], ['violet', 'surface'],
]

describe.each(Object.entries(themes))('%s theme', (_, theme) => {
  it('has no two tokens alike that must differ', () => expect(theme.surface).not.toBe(theme.canvas))
  it.each(text)('%s can be read on %s', (words, ground) => {
    expect(theme[words], words).toBeDefined()
    expect(contrast(theme[words]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5)
  })
  it.each(signs)('%s can be told from %s', (sign, ground) => {
    expect(contrast(theme[sign]!, theme[ground]!)).toBeGreaterThanOrEqual(3)
  })
})
