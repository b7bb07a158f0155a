// The demo shop and the direct page.

import assert from 'node:assert/strict'
import { axe, buyer, unique } from '../cast.mjs'

const pages = ['/', '/pages/mug.html', '/pages/contact.html']

export const tests = {
  async 'run under their own policy and answer every picture'({ base, browser }) {
    const ann = await buyer(browser)
    const missing = []
    ann.page.on('response', answer => answer.status() >= 400 && missing.push(`${answer.status()} ${answer.url()}`))
    for (const path of pages) {
      const answer = await ann.page.goto(base + path)
      await ann.launcher.waitFor()
      assert.ok(answer.headers()['content-security-policy'], `${path} has a policy`)
      assert.deepEqual(await ann.violations(), [], path)
    }
    assert.deepEqual(missing.filter(line => !line.endsWith('/favicon.ico')), [])
    assert.deepEqual(ann.errors, [])
  },

  ...Object.fromEntries(['light', 'dark'].map(colorScheme => [
    `axe finds nothing serious in the shop, ${colorScheme}`,
    async ({ base, browser }) => {
      const ann = await buyer(browser, { bypassCSP: true, colorScheme })
      for (const path of pages) {
        await ann.page.goto(base + path)
        await ann.launcher.waitFor()
        assert.deepEqual(await axe(ann.page), [], path)
      }
    },
  ])),

  async 'the direct page is one answer and a whole window'({ base, browser }) {
    const ann = await buyer(browser)
    // The conversation may come late: what is to be read first is there without it.
    let let_through
    const painted = new Promise(done => (let_through = done))
    const asked = []
    ann.page.on('request', request => asked.push(new URL(request.url()).pathname))
    await ann.page.route('**/widget_chat.js*', route => painted.then(() => route.continue()))
    await ann.page.goto(`${base}/chat?k=demo`)
    await ann.panel.locator('strong').first().waitFor()
    await ann.field.waitFor()
    assert.deepEqual(asked.filter(path => path !== '/favicon.ico'), ['/chat', '/widget_chat.js'])
    let_through()
    const text = unique('直达页面')
    await ann.say(text)
    await ann.sees(text, '已送达')
    assert.deepEqual(await ann.violations(), [])
    assert.equal(await ann.launcher.count(), 0)
  },

  async 'without a script there is still a way to reach us'({ base, browser }) {
    const ann = await buyer(browser, { javaScriptEnabled: false })
    await ann.page.goto(`${base}/chat?k=demo`)
    await ann.page.getByRole('link', { name: /其他联系方式/ }).click()
    await ann.page.getByRole('heading', { name: '联系我们' }).waitFor()
    await ann.page.goto(`${base}/`)
    assert.equal(await ann.page.locator('.tiles li').count(), 8)
  },
}
