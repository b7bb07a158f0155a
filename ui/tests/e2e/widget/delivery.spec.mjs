// Nothing a buyer writes is lost, doubled or put out of order.

import assert from 'node:assert/strict'
import { buyer, unique, until } from '../cast.mjs'

const texts = items => items.filter(({ sender }) => sender === 'buyer').map(({ text }) => text)

export const tests = {
  async 'what is written offline survives a reload and is delivered once, in order'({ base, browser }) {
    const ann = await buyer(browser)
    const said = [unique('上线前'), unique('断线一'), unique('断线二')]
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(said[0])
    await ann.sees(said[0], '已送达')

    await ann.page.route('**/api/**', route => route.abort())
    await ann.context.setOffline(true)
    await ann.say(said[1])
    await ann.say(said[2])
    await ann.sees(said[1], '待发送')
    await ann.page.getByText('网络不稳定').waitFor()
    await ann.field.fill('还没写完的话')

    await ann.context.setOffline(false)
    await ann.page.reload()
    await ann.sees(said[1], '待发送')
    await ann.sees(said[0], '已送达')
    assert.equal(await ann.field.inputValue(), '还没写完的话')

    await ann.page.unroute('**/api/**')
    await ann.sees(said[1], '已送达')
    await ann.sees(said[2], '已送达')
    assert.deepEqual(texts(await ann.stored(base)), said)
    assert.deepEqual(ann.errors, [])
  },

  async 'a message whose answer was lost is not sent twice'({ base, browser }) {
    const ann = await buyer(browser)
    const text = unique('回执丢了')
    let swallowed = 0
    await ann.page.route('**/api/v1/live_tickets', route => route.abort()) // so that messages go by POST
    await ann.page.route('**/api/v1/visit/messages', async route => {
      if (route.request().method() !== 'POST' || swallowed) return route.fallback()
      await route.fetch()
      swallowed++
      await route.abort()
    })
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(text)
    await ann.sees(text, '已送达')
    assert.equal(swallowed, 1)
    assert.deepEqual(texts(await ann.stored(base)), [text])
  },

  async 'a house in trouble is asked again until it answers'({ base, browser }) {
    const ann = await buyer(browser)
    const said = [unique('第一句'), unique('第二句')]
    let refusals = 0
    await ann.page.route('**/api/v1/live_tickets', route => route.abort())
    await ann.page.route('**/api/v1/visit/messages', route => {
      if (route.request().method() !== 'POST' || refusals === 3) return route.fallback()
      refusals++
      return route.fulfill({ status: 503, contentType: 'application/json', body: '{"code":"unavailable"}' })
    })
    await ann.open(`${base}/pages/mug.html`)
    for (const text of said) await ann.say(text)
    for (const text of said) await ann.sees(text, '已送达')
    assert.equal(refusals, 3)
    assert.deepEqual(texts(await ann.stored(base)), said)
  },

  async 'a refusal is shown, does not hold up the next message, and can be tried again'({ base, browser }) {
    const ann = await buyer(browser)
    const said = [unique('被拒绝'), unique('照常')]
    let refuse = true
    await ann.page.route('**/api/v1/live_tickets', route => route.abort())
    await ann.page.route('**/api/v1/visit/messages', route => {
      const body = route.request().postData() ?? ''
      return refuse && body.includes(said[0])
        ? route.fulfill({ status: 422, contentType: 'application/json', body: '{"code":"invalid","reason":"refused"}' })
        : route.fallback()
    })
    await ann.open(`${base}/pages/mug.html`)
    for (const text of said) await ann.say(text)
    await ann.sees(said[0], '发送失败')
    await ann.sees(said[1], '已送达')
    refuse = false
    await ann.page.getByRole('button', { name: '重新发送' }).click()
    await ann.sees(said[0], '已送达')
    assert.deepEqual(texts(await ann.stored(base)), [said[1], said[0]])
  },

  async 'two tabs empty one outbox without doubling'({ base, browser }) {
    const ann = await buyer(browser)
    const said = Array.from({ length: 6 }, (_, index) => unique(`第 ${index} 句`))
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(unique('开场'))
    await until('the first to arrive', async () => (await ann.stored(base)).length > 0)

    await ann.context.route('**/api/**', route => route.abort())
    await ann.context.setOffline(true)
    for (const text of said) await ann.say(text)
    await ann.context.setOffline(false)
    const other = await ann.context.newPage()
    await other.goto(`${base}/pages/vase.html`)
    await ann.context.unroute('**/api/**')
    await ann.page.reload()
    await until('all to arrive', async () => texts(await ann.stored(base)).length === 7, 30_000)
    assert.deepEqual(texts(await ann.stored(base)).slice(1), said)
    // The tab that sent nothing shows the same conversation.
    await until('the other tab to show it', () => other.locator('xiaoer-chat .row', { hasText: said[5] }).count().then(async found => {
      if (found === 0 && (await other.locator('xiaoer-chat .launch').isVisible())) await other.locator('xiaoer-chat .launch').click()
      return found === 1
    }))
  },

  async 'without sockets the agent\'s words still arrive'({ base, browser }) {
    const ann = await buyer(browser)
    const text = unique('没有长连接')
    await ann.page.routeWebSocket('**/api/v1/live**', socket => socket.close())
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(text)
    await ann.sees(text, '已送达')
    const secret = await ann.page.evaluate(() => localStorage.getItem('xiaoer:demo'))
    const echo = unique('另一台设备')
    const sent = await fetch(`${base}/api/v1/visit/messages`, {
      method: 'POST',
      headers: { Authorization: `Visitor ${secret}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ client_key: crypto.randomUUID(), text: echo }),
    })
    assert.equal(sent.status, 201)
    await until('the message of another device', async () => (await ann.row(echo).count()) === 1, 40_000)
  },

  async 'works in memory when the browser keeps nothing'({ base, browser }) {
    const ann = await buyer(browser)
    await ann.page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(self, name, { get() { throw new DOMException('denied', 'SecurityError') } })
      }
    })
    const text = unique('无痕窗口')
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(text)
    await ann.sees(text, '已送达')
    assert.deepEqual(ann.errors, [])
  },
}
