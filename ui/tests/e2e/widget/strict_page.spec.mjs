// A shop with the strictest policy there is can carry the window, from another site, with no violation.

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { buyer, unique, until } from '../cast.mjs'

export const tests = {
  async 'runs under style-src self and trusted-types none'({ base, browser }) {
    const policy = [
      "default-src 'none'", `script-src ${base}`, "style-src 'self'", `img-src 'self' ${base}`,
      `connect-src ${base} ${base.replace('http', 'ws')}`, "trusted-types 'none'", "require-trusted-types-for 'script'",
    ].join('; ')
    const shop = createServer((_, answer) => {
      answer.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy })
      answer.end(`<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>严格的店</title>
        <meta property="og:type" content="product"><meta property="og:title" content="一只杯子">
        <h1>严格的店</h1><script async src="${base}/widget.js?k=demo"></script>`)
    })
    await new Promise(done => shop.listen(0, '127.0.0.1', done))
    try {
      const ann = await buyer(browser)
      const text = unique('严格页面')
      await ann.open(`http://127.0.0.1:${shop.address().port}/`)
      await ann.say(text)
      await ann.sees(text, '已送达')
      await ann.page.locator('xiaoer-chat input[type=file]').setInputFiles({
        name: 'dot.png', mimeType: 'image/png',
        buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
      })
      await ann.page.locator('xiaoer-chat button.shot img').waitFor()
      // The sheet really applies: the button sits where it should.
      assert.equal(await ann.panel.evaluate(panel => getComputedStyle(panel).position), 'fixed')
      assert.deepEqual(await ann.violations(), [])
      assert.deepEqual(ann.errors, [])
    } finally {
      shop.closeAllConnections()
      shop.close()
    }
  },

  async 'needs no network until someone wants to talk'({ base, browser }) {
    const ann = await buyer(browser)
    const asked = []
    ann.page.on('request', request => request.url().includes('/api/') && asked.push(request.url()))
    await ann.page.goto(`${base}/`)
    await ann.launcher.waitFor()
    await ann.page.waitForTimeout(1000) // long enough for a request that should not be
    assert.deepEqual(asked, [])
    await ann.launcher.click()
    await until('the visit', async () => asked.some(url => url.endsWith('/visits')))
  },
}
