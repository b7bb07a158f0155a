// Sheets of rooms are loaded one after the other and stay: a class that two rooms give a look of their own looks
// different after a visit to the other room.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../src/rooms')
const sheets = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name)
  return statSync(path).isDirectory() ? sheets(path) : path.endsWith('.css') ? [path] : []
})

/** What each selector of a sheet begins with and ends with: `.board-number`, where nothing else narrows it. */
function lonely(css: string): Set<string> {
  const out = new Set<string>()
  for (const [, selectors = ''] of css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g))
    for (const one of selectors.split(',')) if (/^\s*\.[a-z][\w-]*\s*$/.test(one)) out.add(one.trim())
  return out
}

describe('classes of rooms', () => {
  it('are one room\'s each', () => {
    const owners = new Map<string, string[]>()
    for (const path of sheets(root))
      for (const one of lonely(readFileSync(path, 'utf8'))) owners.set(one, [...owners.get(one) ?? [], path.slice(root.length + 1)])
    expect([...owners].filter(([, paths]) => paths.length > 1)).toEqual([])
  })
})
