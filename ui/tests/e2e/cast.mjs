// The people of the browser tests: a buyer at the window, and an agent by the API.

import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'

export const sleep = ms => new Promise(done => setTimeout(done, ms))

/** Waits on a state, never on time: the value as soon as there is one. */
export async function until(what, look, ms = 45_000) {
  const end = Date.now() + ms
  let last
  for (;;) {
    try {
      const value = await look()
      if (value) return value
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}${last ? ` (${last.message})` : ''}`)
    await sleep(50)
  }
}

let count = 0
/** A sentence no other test says. */
export const unique = text => `${text} ${Date.now().toString(36)}${++count}`

const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What a shop gives its buyer to prove who they are. */
export function signed(key, sub, name, lasts_s = 300) {
  const now = Math.floor(Date.now() / 1000)
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub, name, aud: 'demo', iat: now - 600, exp: now + lasts_s })}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

/** A buyer with a browser of their own. Every violation of the page's policy is counted. */
export async function buyer(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN', ...options })
  await context.addInitScript(() => {
    self.violations = []
    document.addEventListener('securitypolicyviolation', event => self.violations.push(`${event.violatedDirective} ${event.blockedURI}`))
  })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  const errors = []
  page.on('pageerror', error => errors.push(error.message))
  const window = {
    context,
    page,
    errors,
    launcher: page.getByRole('button', { name: /^(联系客服|Chat with us)/ }),
    panel: page.locator('xiaoer-chat').getByRole('dialog').first(),
    field: page.locator('xiaoer-chat textarea'),
    log: page.locator('xiaoer-chat').getByRole('log'),
    row: text => page.locator('xiaoer-chat .row', { hasText: text }),
    async open(url) {
      await page.goto(url)
      await window.launcher.click()
      await window.panel.waitFor()
    },
    async say(text) {
      await window.field.fill(text)
      await window.field.press('Enter')
    },
    async sees(text, status) {
      await until(`"${text}" once${status ? ', ' + status : ''}`, async () => {
        // The text content, because the status of all but the last of several messages in a row is not shown.
        const rows = await window.row(text).allTextContents()
        return rows.length === 1 && (!status || rows[0].includes(status))
      })
    },
    violations: () => page.evaluate(() => self.violations),
    /** What the house itself holds for this buyer. */
    stored: async base => {
      const secret = await page.evaluate(() => localStorage.getItem('xiaoer:demo'))
      const answer = await fetch(`${base}/api/v1/visit/messages?after_seq=0&limit=200`, { headers: { Authorization: `Visitor ${secret}` } })
      assert.equal(answer.status, 200)
      return (await answer.json()).items
    },
  }
  return window
}

/** Someone who works here, signed in over the API. */
export async function agent(base, accounts, role = 'agent') {
  const account = accounts.find(one => one.role === role)
  assert.ok(account, `the seed has no ${role}`)
  let cookie = ''
  let csrf = ''
  async function call(method, path, body) {
    const answer = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: { ...(body && { 'Content-Type': 'application/json' }), ...(cookie && { Cookie: cookie }), ...(csrf && { 'X-CSRF': csrf }) },
      body: body && JSON.stringify(body),
    })
    const set = answer.headers.getSetCookie().map(one => one.split(';')[0]).join('; ')
    if (set) cookie = set
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : null }
  }
  const session = await call('POST', '/session', { email: account.email, password: account.password })
  assert.equal(session.status, 201, `sign-in: ${JSON.stringify(session.body)}`)
  csrf = session.body.csrf
  const me = session.body.person
  await call('PUT', '/me/status', { status: 'online' })

  return {
    me,
    call,
    /** Takes the conversation in which these were the last words. */
    async take(text) {
      const found = await until(`a conversation with "${text}"`, async () => {
        for (const view of ['mine', 'waiting', 'all']) {
          const { body } = await call('GET', `/conversations?view=${view}&limit=50`)
          const item = body?.items?.find(one => one.last_text?.includes(text))
          if (item) return item
        }
      })
      if (found.assignee !== me.id) {
        const claimed = await call('POST', `/conversations/${found.id}/claim`, {})
        assert.ok(claimed.status < 300 || claimed.body.detail?.assignee === me.id, `claim: ${JSON.stringify(claimed)}`)
      }
      return found.id
    },
    /** Says it, and waits out a yellow light. */
    async reply(conversation, text) {
      const ask = { client_key: crypto.randomUUID(), kind: 'reply', text }
      let sent = await call('POST', `/conversations/${conversation}/messages`, ask)
      if (sent.status === 409 && sent.body.reason === 'hold') {
        await sleep(3100)
        sent = await call('POST', `/conversations/${conversation}/messages`, { ...ask, held: true })
      }
      assert.equal(sent.status, 201, `reply: ${JSON.stringify(sent)}`)
      return sent.body
    },
  }
}

const axe_path = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Serious and critical findings, as text. The page's context must have been made with bypassCSP. */
export async function axe(page) {
  await page.addScriptTag({ path: axe_path })
  const found = await page.evaluate(() => self.axe.run(document, { resultTypes: ['violations'] }))
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
}
