// A shop that knows its buyer says so with a signed name. A bad one is ignored, and nobody becomes somebody else.

import assert from 'node:assert/strict'
import { agent, buyer, signed, unique, until } from '../cast.mjs'

const secretOf = ann => ann.page.evaluate(() => localStorage.getItem('xiaoer:demo'))

export const tests = {
  async 'a signed name reaches the desk as verified, and another name is another person'({ base, browser, accounts }) {
    const admin = await agent(base, accounts, 'admin')
    const { body: { identity_key } } = await admin.call('GET', '/shop/embedding')
    const ann = await buyer(browser)
    const ben = await agent(base, accounts)
    const text = unique('我是会员')
    await ann.page.addInitScript(jws => (window.xiaoer = [['identify', jws], ['open']]), signed(identity_key, unique('member'), '安安'))
    await ann.page.goto(`${base}/pages/mug.html`)
    await ann.panel.waitFor()
    await ann.say(text)
    await ann.sees(text, '已送达')
    const conversation = await ben.take(text)
    const { body } = await ben.call('GET', `/conversations/${conversation}`)
    assert.deepEqual([body.contact.name, body.contact.verified], ['安安', true])

    // Somebody else signs in on the same computer: not a word of the first is left.
    const before = await secretOf(ann)
    await ann.page.evaluate(jws => window.xiaoer.identify(jws), signed(identity_key, unique('member'), '别人'))
    await until('another visitor', async () => (await secretOf(ann)) !== before)
    await until('an empty log', async () => (await ann.row(text).count()) === 0)
    assert.ok(!(await ann.page.evaluate(() => JSON.stringify(localStorage))).includes(text))
  },

  async 'a bad signature neither opens nor closes a door'({ base, browser, accounts }) {
    const ann = await buyer(browser)
    const ben = await agent(base, accounts)
    const text = unique('签名不对也能聊')
    await ann.page.addInitScript(jws => (window.xiaoer = [['identify', jws], ['open']]), signed('wrong key', 'boss', '冒充的人'))
    await ann.page.goto(`${base}/pages/mug.html`)
    await ann.panel.waitFor()
    await ann.say(text)
    await ann.sees(text, '已送达')
    const conversation = await ben.take(text)
    const { body } = await ben.call('GET', `/conversations/${conversation}`)
    assert.equal(body.contact.verified, false)
    assert.notEqual(body.contact.name, '冒充的人')
    const known = await secretOf(ann)
    await ann.page.reload()
    await ann.sees(text, '已送达')
    assert.equal(await secretOf(ann), known)
  },
}
