// Builds the demo shop and the direct chat page into dist/, served under /pages/ (README.md).
// Run: node ui/pages/build.mjs

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { contact, detail, home } from './src/layout.mjs'
import { products } from './src/products.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const dist = here + 'dist/'
rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)

const write = (name, text) => writeFileSync(dist + name, text)
write('index.html', home())
write('contact.html', contact())
for (const product of products) write(product.id + '.html', detail(product))
for (const name of readdirSync(here + 'art')) write(name, tight(readFileSync(here + 'art/' + name, 'utf8')))
write('mark.svg', readFileSync(here + 'src/mark.svg', 'utf8'))
write('shop.css', tight(readFileSync(here + 'src/shop.css', 'utf8')))
cpSync(here + 'src/shop.js', dist + 'shop.js')
cpSync(here + 'chat.html', dist + 'chat.html')
cpSync(here + 'track.html', dist + 'track.html')
write('track.css', tight(readFileSync(here + 'src/track.css', 'utf8')))
cpSync(here + 'src/track.js', dist + 'track.js')
cpSync(here + 'case.html', dist + 'case.html')
write('case.css', tight(readFileSync(here + 'src/case.css', 'utf8')))
for (const name of ['case.js', 'case.zh.json', 'case.en.json']) cpSync(here + 'src/' + name, dist + name)

const files = readdirSync(dist)
const total = files.reduce((sum, name) => sum + statSync(dist + name).size, 0)
console.log(`pages: ${files.length} files, ${total} bytes`)

/** Whitespace between lines means nothing in these files. */
function tight(text) {
  return text.replace(/\n\s*/g, '\n').replace(/\n+/g, '\n')
}
