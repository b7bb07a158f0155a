// Sizes of the built desk. `npm run build` comes first; without it this fails rather than passes.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'

interface Chunk { file: string; isEntry?: boolean; isDynamicEntry?: boolean; imports?: string[]; css?: string[] }
const dist = join(import.meta.dirname, '../dist')
const manifest_path = join(dist, '.vite/manifest.json')
const KB = 1024
// First load: the frame, the inbox, one conversation and the composer.
const FIRST_LOAD = 170 * KB
const OTHER_CHUNK = 60 * KB
const ALL_CSS = 40 * KB

let manifest: Record<string, Chunk>
const size = (file: string) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
function files(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]!
  if (seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const one of chunk.css ?? []) seen.add(one)
  for (const one of chunk.imports ?? []) files(one, seen)
  return seen
}

describe('the built desk', () => {
  beforeAll(() => {
    if (!existsSync(manifest_path)) throw new Error('desk/dist is missing: npm run build')
    manifest = JSON.parse(readFileSync(manifest_path, 'utf8')) as Record<string, Chunk>
  })

  it('loads first within 170 KB', () => {
    const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry)!
    const total = [...files(entry)].reduce((sum, file) => sum + size(file), 0)
    console.info(`first load ${(total / KB).toFixed(1)} KB gz`)
    expect(total).toBeLessThanOrEqual(FIRST_LOAD)
  })

  it('keeps every later chunk within 60 KB', () => {
    const later = Object.values(manifest).filter((one) => one.isDynamicEntry && one.file.endsWith('.js'))
    expect(later.length).toBeGreaterThan(5)
    for (const one of later) expect([one.file, size(one.file) <= OTHER_CHUNK]).toEqual([one.file, true])
  })

  it('keeps all CSS within 40 KB', () => {
    const css = new Set(Object.values(manifest).flatMap((one) => [...(one.css ?? []), ...(one.file.endsWith('.css') ? [one.file] : [])]))
    expect([...css].reduce((sum, file) => sum + size(file), 0)).toBeLessThanOrEqual(ALL_CSS)
  })

  it('has no script or style inside index.html, for the content policy', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8')
    expect(html).not.toMatch(/<style|style="|<script(?![^>]*\ssrc=)[^>]*>|\son\w+="/)
  })
})
