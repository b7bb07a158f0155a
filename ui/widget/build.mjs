// Builds the buyer's window: dist/widget.js, which every page of a shop loads and which is held to its size,
// and dist/chat.js, the conversation, which follows when somebody opens the window.
// Run: node ui/widget/build.mjs

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const limit_bytes = 10 * 1024 // with boot record and headers well inside one initial TCP window (10 segments)

const target = { target: 'es2020', outDir: 'dist', cssTarget: ['chrome123', 'safari17.5', 'firefox120'] } // nothing in the sheet needs rewriting
const common = { root: here, configFile: false, logLevel: 'warn', publicDir: false }

await build({
  ...common,
  build: {
    ...target,
    emptyOutDir: true,
    lib: { entry: 'src/chat.ts', formats: ['es'], fileName: () => 'chat.js' },
    rolldownOptions: { output: { minify: true } },
  },
})
const chat = readFileSync(here + 'dist/chat.js')
const print = createHash('sha256').update(chat).digest('hex').slice(0, 12)

await build({
  ...common,
  define: { __CHAT__: JSON.stringify('/widget_chat.js?v=' + print) },
  build: {
    ...target,
    emptyOutDir: false,
    lib: { entry: 'src/main.ts', name: 'xiaoerWindow', formats: ['iife'], fileName: () => 'widget.js' },
  },
})

const script = readFileSync(here + 'dist/widget.js')
const packed = gzipSync(script, { level: 9 }).length
console.log(`widget.js ${script.length} bytes, ${packed} bytes gzipped (limit ${limit_bytes})`)
console.log(`chat.js ${chat.length} bytes, ${gzipSync(chat, { level: 9 }).length} bytes gzipped`)

for (const word of ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'eval(', 'new Function']) {
  if (!script.includes(word) && !chat.includes(word)) continue
  console.error(`widget.js must not contain ${word}`)
  process.exit(1)
}
if (packed > limit_bytes) {
  console.error('widget.js is over its limit')
  process.exit(1)
}

