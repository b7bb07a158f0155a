// An agent at the desk in a browser, and a buyer by the API.

import assert from 'node:assert/strict'
import http from 'node:http'
import { until } from '../cast.mjs'

let address = 0

/** A request from a loopback address of its own: visits are limited by address. */
function ask(base, method, path, headers, body) {
  const { hostname, port } = new URL(base)
  return new Promise((done, fail) => {
    const request = http.request({
      hostname, port, method, path: `/api/v1${path}`, localAddress: headers.from,
      headers: { 'Content-Type': 'application/json', ...headers.more },
    }, answer => {
      let text = ''
      answer.on('data', part => { text += part })
      answer.on('end', () => done({ status: answer.statusCode, body: text ? JSON.parse(text) : null }))
    })
    request.on('error', fail)
    request.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** A buyer who writes without a window. */
export async function caller(base) {
  address += 1
  const from = `127.3.${address >> 8}.${address & 255}`
  const arrived = await ask(base, 'POST', '/visits', { from }, { key: 'demo', page: { url: `${base}/pages/mug.html`, title: '青釉马克杯' } })
  assert.equal(arrived.status, 201, JSON.stringify(arrived.body))
  const more = { Authorization: `Visitor ${arrived.body.visitor}` }
  return {
    contact: arrived.body.contact,
    async says(text) {
      const said = await ask(base, 'POST', '/visit/messages', { from, more }, { client_key: crypto.randomUUID(), text })
      assert.equal(said.status, 201, JSON.stringify(said.body))
      return said.body
    },
    /** What the buyer has been told, oldest first. */
    async heard() {
      const { body } = await ask(base, 'GET', '/visit/messages?after_seq=0&limit=200', { from, more })
      return body.items.filter(one => one.sender === 'agent').map(one => one.text)
    },
  }
}

/** Somebody who works here, at a desk of their own: online, unless said otherwise. Every violation of the page's policy is counted. */
export async function worker(browser, base, accounts, role = 'agent', { status = 'online', ...options } = {}) {
  const account = accounts.find(one => one.role === role)
  assert.ok(account, `the seed has no ${role}`)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', colorScheme: 'light', ...options })
  await context.addInitScript(() => {
    self.violations = []
    document.addEventListener('securitypolicyviolation', event => self.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const errors = []
  page.on('pageerror', error => errors.push(error.message))

  // Signed in beside the page: the form has a test of its own.
  const session = await context.request.post(`${base}/api/v1/session`, { data: { email: account.email, password: account.password } })
  assert.equal(session.status(), 201, `sign-in: ${await session.text()}`)
  // Whoever is offline loses what waits for them, and whoever is online is given what comes.
  const be = async wanted => {
    const { csrf } = await (await context.request.get(`${base}/api/v1/session`)).json() // another one after another sign-in
    const done = await context.request.put(`${base}/api/v1/me/status`, { headers: { 'X-CSRF': csrf }, data: { status: wanted } })
    assert.ok(done.ok(), `status: ${await done.text()}`)
  }
  await be(status)
  await page.goto(`${base}/desk/`)
  await page.getByRole('navigation', { name: '主导航' }).waitFor()

  const desk = {
    account, context, page, errors,
    field: page.getByRole('textbox', { name: '回复顾客' }),
    log: page.getByRole('log'),
    strip: page.locator('.manners'),
    row: text => page.locator('.row', { hasText: text }),
    violations: () => page.evaluate(() => self.violations),
    /** Opens what this buyer wrote, and takes it when it still waits. */
    async take(text) {
      await until(`a row with "${text}"`, async () => {
        for (const view of ['接待中', '排队', '全部']) {
          await page.getByRole('tab', { name: view }).click()
          if (await desk.row(text).count()) return true
          await page.waitForTimeout(300)
          if (await desk.row(text).count()) return true
        }
        return false
      })
      await desk.row(text).first().click()
      await desk.log.getByText(text).first().waitFor()
      const claim = page.getByRole('button', { name: '接入', exact: true }).first()
      if (await claim.isVisible()) await claim.click()
      await desk.field.waitFor()
    },
    async write(text) {
      await desk.field.fill(text)
    },
    /** Waits for the server's word on what is written: it comes with a score. */
    async judged(light) {
      await until(light, async () => {
        const words = await desk.strip.innerText()
        return words.includes(light) && words.includes('礼仪分')
      })
    },
    async sees(text, receipt) {
      await until(`"${text}" once${receipt ? `, ${receipt}` : ''}`, async () => {
        const rows = await page.locator('.message', { hasText: text }).allInnerTexts()
        return rows.length === 1 && (!receipt || rows[0].includes(receipt))
      })
    },
    async close() {
      assert.deepEqual(errors, [])
      assert.deepEqual(await desk.violations(), [])
      await be('offline')
      await context.close()
    },
  }
  return desk
}
