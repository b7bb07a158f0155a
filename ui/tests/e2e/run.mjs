// Runs the browser tests against the real server: three lanes, each with a browser and a fresh house, every spec its own
// browser contexts.
//
//     XIAOER_BIN=build/xiaoer node ui/tests/e2e/run.mjs [word…]     only files whose path has one of the words
//     XIAOER_LANES=1 …                                              one after another
//     XIAOER_BASE=http://127.0.0.1:8080 XIAOER_ACCOUNTS=file node …  against a house that already runs
//
// A spec is a *.spec.mjs beside or below this file. It exports either one test as its default, or several:
//
//     export const tests = { 'says what is true afterwards': async ({ base, browser, accounts }) => { … } }
//
// A test may answer { skipped: 'why' }. `newHouse()` gives it a house of its own to stop and serve again.
// `accounts` are what `xiaoer seed` printed: [{ email, password, role }].

import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const here = fileURLToPath(new URL('.', import.meta.url))
const words = process.argv.slice(2)
const test_ms = 180_000 // a spec that needs longer exports its own

const specs = readdirSync(here, { recursive: true })
  .filter(name => name.endsWith('.spec.mjs'))
  .filter(name => words.length === 0 || words.some(word => name.includes(word)))
  .sort()

const accountsIn = text =>
  [...text.matchAll(/^account (\S+) (\S+) (\S+)/gm)].map(([, email, password, role]) => ({ email, password, role }))

/** The data of the demo shop, made once; every house begins with a copy. */
let seed
function seeded() {
  if (seed) return seed
  const program = process.env.XIAOER_BIN
  if (!program) throw new Error('XIAOER_BIN must name the server')
  const data = mkdtempSync(join(tmpdir(), 'xiaoer-e2e-'))
  process.once('exit', () => rmSync(data, { recursive: true, force: true }))
  const made = spawnSync(program, ['seed', '--data', data], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`seed failed: ${made.stderr}`)
  const accounts = accountsIn(made.stdout)
  if (accounts.length === 0) throw new Error('seed printed no accounts')
  return (seed = { data, accounts })
}

/** A house of its own for a test that wants to stop it: served, killed and served again on the same data. */
async function newHouse() {
  const { data: from, accounts } = seeded()
  const program = process.env.XIAOER_BIN
  const data = mkdtempSync(join(tmpdir(), 'xiaoer-e2e-'))
  cpSync(from, data, { recursive: true })
  let server
  let ended
  let listen = '127.0.0.1:0'

  const house = {
    base: '',
    accounts,

    async serve() {
      server = spawn(program, ['serve', '--listen', listen, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] })
      ended = new Promise(done => server.once('exit', done))
      let trouble = ''
      server.stderr.on('data', text => (trouble = (trouble + text).slice(-8000)))
      house.base = await new Promise((done, fail) => {
        server.once('exit', code => fail(new Error(`the server stopped with ${code}: ${trouble}`)))
        createInterface({ input: server.stdout }).on('line', line => {
          const found = line.match(/listening on (http:\/\/\S+)/)
          if (found) done(found[1])
        })
        setTimeout(() => fail(new Error(`the server did not say where it listens: ${trouble}`)), 30_000).unref()
      })
      listen = new URL(house.base).host
      return house
    },

    async end(signal = 'SIGTERM') {
      server.kill(signal)
      const late = setTimeout(() => server.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },

    async stop() {
      await house.end()
      rmSync(data, { recursive: true, force: true })
    },
  }
  return house.serve()
}

async function sharedHouse() {
  if (!process.env.XIAOER_BASE) return newHouse()
  const file = process.env.XIAOER_ACCOUNTS
  return { base: process.env.XIAOER_BASE, accounts: file ? accountsIn(readFileSync(file, 'utf8')) : [], async stop() {} }
}

// The shell is the same engine without a window's frame, and takes half of the processor's time.
const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser']
const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? browsers.find(existsSync),
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
})

let passed = 0
let failed = 0
let skipped = 0

async function run(title, test, limit, given) {
  const from = performance.now()
  const { browser } = given
  let timer
  try {
    const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error('not done in time')), limit)))
    const verdict = await Promise.race([test(given), late])
    if (verdict?.skipped) {
      skipped++
      console.log(`skip ${title} (${verdict.skipped})`)
    } else {
      passed++
      console.log(`ok   ${title} (${Math.round(performance.now() - from)} ms)`)
    }
  } catch (error) {
    failed++
    console.log(`FAIL ${title}\n${String(error?.stack ?? error).replace(/^/gm, '     ')}`)
    for (const [index, page] of browser.contexts().flatMap(context => context.pages()).entries()) {
      const picture = join(tmpdir(), `xiaoer-${title.replace(/\W+/g, '-').slice(0, 80)}-${index}.png`)
      await page.screenshot({ path: picture, timeout: 5000 }).then(() => console.log(`     picture: ${picture}`), () => undefined)
    }
  } finally {
    clearTimeout(timer)
    await Promise.all(browser.contexts().map(context => context.close()))
  }
}

/** One browser and one house, which take spec after spec until none is left. */
async function lane() {
  const browser = await launch()
  let shared
  try {
    shared = await sharedHouse()
    for (let spec = specs.shift(); spec; spec = specs.shift()) {
      const module = await import(join(here, spec))
      const tests = module.tests ?? { [spec]: module.default }
      // A spec that uses up what the seed has says `own_house`.
      const own = module.own_house && process.env.XIAOER_BIN ? await newHouse() : undefined
      const { base, accounts } = own ?? shared
      for (const [name, test] of Object.entries(tests)) {
        const title = `${relative('.', spec).replace('.spec.mjs', '')}: ${name}`
        await run(title, test, module.test_ms ?? test_ms, { base, browser, accounts, newHouse: process.env.XIAOER_BIN ? newHouse : undefined })
      }
      await own?.stop()
    }
  } finally {
    await browser.close()
    await shared?.stop()
  }
}

// A house that already runs has one of everything: there the specs take turns.
const lanes = process.env.XIAOER_BASE ? 1 : Math.min(specs.length, Number(process.env.XIAOER_LANES ?? 3))
const ends = await Promise.allSettled(Array.from({ length: lanes }, lane))
for (const { reason } of ends.filter(end => end.status === 'rejected')) {
  failed++
  console.log(`FAIL a lane of the browser\n${String(reason?.stack ?? reason)}`)
}

console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
