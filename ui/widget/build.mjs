// Builds the buyer's window into one file, dist/widget.js, and holds it to its size.
// Run: node ui/widget/build.mjs

import { readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const goal_bytes = 10 * 1024
const limit_bytes = 15 * 1024 // with boot record and headers still about one initial TCP window (10 segments)

await build({
  root: here,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    target: 'es2020',
    outDir: 'dist',
    emptyOutDir: true,
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'], // nothing in the sheet needs rewriting
    lib: { entry: 'src/main.ts', name: 'xiaoerWindow', formats: ['iife'], fileName: () => 'widget.js' },
  },
})

const file = here + 'dist/widget.js'
const script = readFileSync(file)
const packed = gzipSync(script, { level: 9 }).length
console.log(`widget.js ${statSync(file).size} bytes, ${packed} bytes gzipped (goal ${goal_bytes}, limit ${limit_bytes})`)

for (const word of ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function']) {
  if (!script.includes(word)) continue
  console.error(`widget.js must not contain ${word}`)
  process.exit(1)
}
if (packed > limit_bytes) {
  console.error('widget.js is over its limit')
  process.exit(1)
}

