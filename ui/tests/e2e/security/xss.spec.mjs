// Markup in every text that a buyer or a colleague controls: both sides show it as it was written, and nothing runs.

import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { agent, buyer, sleep, unique, until } from '../cast.mjs'
import { worker } from '../desk/people.mjs'

// Each would set the mark if anything took it for more than text.
const baits = [
  '<img src=x onerror=self.__xss=1>',
  '"><script>self.__xss=1</script>',
  '<svg/onload=self.__xss=1>',
  '<iframe srcdoc="<script>parent.__xss=1</script>">',
  '{{constructor.constructor("self.__xss=1")()}}',
  '[看这里](javascript:self.__xss=1)',
  'javascript:self.__xss=1//https://a.example/',
  'https://a.example/"onmouseover="self.__xss=1',
  '</textarea><details open ontoggle=self.__xss=1>',
  '<a href="javas&#99;ript:self.__xss=1">x</a>',
]
// As few messages as can be: who writes many is asked to wait.
const messages = [baits.slice(0, 5).join(' '), baits.slice(5).join(' ')]
const short = '<img src=x onerror=self.__xss=1>'
const tiny = '<i onclick=a()>'

const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')
/** What the shop's own backend would sign for this buyer. */
function identity(key, name) {
  const now = Math.floor(Date.now() / 1000)
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: unique('buyer'), name, aud: 'demo', iat: now, exp: now + 300 })}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

/** Whoever writes too fast waits and writes again. */
async function patient(address, ask) {
  for (;;) {
    const answer = await fetch(address, ask)
    if (answer.status !== 429) return answer
    await sleep(1000 * Number(answer.headers.get('Retry-After') ?? 1))
  }
}

/** A buyer without a window, whose every text is hostile. */
async function stranger(base, key) {
  const ask = async (method, path, headers, body) => {
    const answer = await patient(`${base}/api/v1${path}`, { method, headers: { 'Content-Type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() }
  }
  const arrived = await ask('POST', '/visits', {}, { key: 'demo', identity: identity(key, short), page: { url: `https://a.example/${short}`, title: baits[1] } })
  assert.equal(arrived.status, 201, JSON.stringify(arrived.body))
  const known = { Authorization: `Visitor ${arrived.body.visitor}` }
  return { contact: arrived.body.contact, ask: (method, path, body, more) => ask(method, path, { ...known, ...more }, body) }
}

/** Counts what must not be: dialogs, marks, violations. */
function guarded(page) {
  const dialogs = []
  page.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  return async where => {
    for (const frame of page.frames()) assert.equal(await frame.evaluate(() => self.__xss), undefined, `${where}: something ran`)
    assert.deepEqual(dialogs, [], where)
    assert.deepEqual(await page.evaluate(() => self.violations), [], where)
  }
}

export const tests = {
  async 'the window shows what a buyer and an agent wrote, letter by letter'({ base, browser, accounts }) {
    const admin = await agent(base, accounts, 'admin')
    const ann = await buyer(browser)
    const harmless = guarded(ann.page)
    const name = admin.me.name
    const signature = admin.me.signature
    try {
      await ann.open(`${base}/pages/mug.html`)
      for (const bait of messages) {
        const text = `${bait} ${unique('甲')}`
        await ann.say(text)
        await ann.sees(text, '已送达')
      }
      const first = unique('开始')
      await ann.say(first)
      await ann.sees(first, '已送达')
      const conversation = await admin.take(first)
      assert.equal((await admin.call('PATCH', '/me', { name: short, signature: baits[1] })).status, 200)
      for (const [index, bait] of messages.entries()) {
        const text = `您好，收到：${bait} ${unique('乙')}`
        await admin.reply(conversation, text)
        await ann.sees(text, index === 0 ? short : undefined) // the name stands above the first of several
      }
      await harmless('the window')
      await ann.page.reload()
      await ann.sees(first)
      await harmless('the window')
      assert.deepEqual(ann.errors, [])
    } finally {
      await admin.call('PATCH', '/me', { name, signature })
    }
  },

  async 'the desk shows it all as text, on every page, to everybody'({ base, browser, accounts }) {
    const admin = await agent(base, accounts, 'admin')
    const { body: { identity_key } } = await admin.call('GET', '/shop/embedding')
    const ann = await stranger(base, identity_key)
    const known = unique('丙')
    const file = await ann.ask('POST', `/visit/files?name=${encodeURIComponent('<img src=x onerror=self.__xss=1>.txt')}`, 'x', { 'Content-Type': 'text/plain' })
    assert.equal(file.status, 201)
    for (const url of ['javascript:self.__xss=1', 'data:text/html,<script>self.__xss=1</script>', '//a.example/x', 'JAVASCRIPT:x', ' javascript:x'])
      for (const place of ['url', 'picture']) {
        const card = { kind: 'product', title: 'x', price: 'x', url: '', picture: '', [place]: url }
        const refused = await ann.ask('POST', '/visit/messages', { client_key: crypto.randomUUID(), card })
        assert.equal(refused.status, 422, `${place} ${url}`)
      }
    const card = { kind: 'product', title: baits[0], price: baits[2], url: 'https://a.example/"onmouseover="self.__xss=1', picture: '/x"onerror="self.__xss=1' }
    for (const text of messages) assert.equal((await ann.ask('POST', '/visit/messages', { client_key: crypto.randomUUID(), text })).status, 201)
    assert.equal((await ann.ask('POST', '/visit/messages', { client_key: crypto.randomUUID(), text: known, files: [file.body.id], card })).status, 201)
    const conversation = await admin.take(known)
    const done = async (method, path, body) => {
      const answer = await admin.call(method, path, body)
      assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer)}`)
      return answer.body
    }
    await done('PUT', `/conversations/${conversation}/tags`, { tags: [tiny] })
    await done('PATCH', `/contacts/${ann.contact.id}`, { note: baits.join('\n'), tags: [tiny] })
    await done('POST', `/conversations/${conversation}/messages`, { client_key: crypto.randomUUID(), kind: 'note', text: baits[3] })
    const script = await done('POST', '/scripts', { code: `x${Date.now() % 100000}`, title: short, folder: tiny, text: baits.join('\n') })
    const hired = await done('POST', '/people', { name: short, email: `${Date.now()}@x.test`, role: 'agent', password: 'correct horse battery 7' })

    try {
      for (const role of ['admin', 'lead']) {
        const ben = await worker(browser, base, accounts, role)
        const harmless = guarded(ben.page)
        await ben.page.goto(`${base}/desk/c/${conversation}`)
        await ben.log.getByText(known).first().waitFor()
        const thread = await ben.log.innerText()
        for (const bait of [...baits, baits[3], '.txt']) assert.ok(thread.includes(bait), `${role}: the thread lacks ${bait}`)
        assert.ok((await ben.page.locator('body').innerText()).includes(short), 'the name as text')
        for (const link of await ben.log.getByRole('link').evaluateAll(links => links.map(one => one.href))) assert.match(link, /^https?:/)
        await harmless(`${role}: the conversation`)
        // Everything under the pointer once: what waits for a pointer would run now.
        for (const one of await ben.log.locator('a, button, img').all()) await one.hover({ timeout: 500, force: true }).catch(() => undefined)
        await harmless(`${role}: under the pointer`)
        const pages = ['contacts', `contacts/${ann.contact.id}`, 'scripts', ...(role === 'admin' ? ['people', 'settings'] : [])]
        for (const place of pages) {
          await ben.page.goto(`${base}/desk/${place}`)
          if (place !== 'settings')
            await until(`${place} shows it`, async () => {
              const fields = await ben.page.locator('input, textarea').evaluateAll(all => all.map(one => one.value).join('\n'))
              return `${await ben.page.locator('body').innerText()}\n${fields}`.includes(short)
            })
          await harmless(`${role}: ${place}`)
        }
        await ben.context.close()
        assert.deepEqual(ben.errors, [])
      }
    } finally {
      await admin.call('DELETE', `/scripts/${script.id}`)
      await admin.call('POST', `/people/${hired.person.id}/deactivation`, {})
    }
  },
}
