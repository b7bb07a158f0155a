// What everybody must be able to use: contrast and names (axe), the keyboard alone, a small phone.

import assert from 'node:assert/strict'
import { axe, buyer, unique, until } from '../cast.mjs'

const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }

const clean = (name, options, language) => [
  `axe finds nothing serious: ${name}`,
  async ({ base, browser }) => {
    const ann = await buyer(browser, { bypassCSP: true, ...options })
    await ann.page.addInitScript(language => document.addEventListener('DOMContentLoaded', () => (document.documentElement.lang = language)), language)
    await ann.page.goto(`${base}/pages/mug.html`)
    await ann.launcher.waitFor()
    assert.deepEqual(await axe(ann.page), [], 'closed')
    await ann.launcher.click()
    await ann.panel.waitFor()
    await ann.page.waitForTimeout(300) // the window has risen; colours are measured at rest
    assert.deepEqual(await axe(ann.page), [], 'just opened')
    await ann.say(unique('看看 https://example.com/x'))
    await until('delivery', async () => (await ann.stored(base)).length === 1)
    await ann.page.route('**/api/**', route => route.abort())
    await ann.context.setOffline(true)
    await ann.say('断线')
    await ann.page.getByText(/网络不稳定|Unstable network/).waitFor()
    assert.deepEqual(await axe(ann.page), [], 'offline, with messages')
  },
]

export const tests = {
  ...Object.fromEntries([
    clean('light, zh', { colorScheme: 'light' }, 'zh-CN'),
    clean('dark, zh', { colorScheme: 'dark' }, 'zh-CN'),
    clean('light, en, phone', { ...phone, colorScheme: 'light' }, 'en'),
    clean('dark, en, phone', { ...phone, colorScheme: 'dark' }, 'en'),
  ]),

  async 'everything can be done by keyboard alone'({ base, browser }) {
    const ann = await buyer(browser)
    await ann.page.goto(`${base}/pages/mug.html`)
    await ann.launcher.waitFor()
    const focused = () =>
      ann.page.evaluate(() => {
        let at = document.activeElement
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
        return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
      })
    const tabTo = async name => {
      for (let press = 0; press < 40; press++) {
        if (name.test(await focused())) return
        await ann.page.keyboard.press('Tab')
      }
      assert.fail(`no way to ${name} by Tab`)
    }
    await tabTo(/^联系客服/)
    await ann.page.keyboard.press('Enter')
    await until('focus in the field', async () => /输入消息/.test(await focused()))
    const text = unique('只用键盘')
    await ann.page.keyboard.type(text)
    await ann.page.keyboard.press('Enter')
    await ann.sees(text, '已送达')
    await until('focus stays in the field', async () => /输入消息/.test(await focused()))
    await tabTo(/^发送商品|^提示音|^收起/)
    await ann.page.keyboard.press('Escape')
    await until('the window to close', async () => !(await ann.panel.isVisible()))
    assert.match(await focused(), /^联系客服/)
  },

  async 'an input method\'s Enter does not send'({ base, browser }) {
    const ann = await buyer(browser)
    await ann.open(`${base}/pages/mug.html`)
    await ann.field.fill('ni hao')
    await ann.field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })
    assert.equal(await ann.field.inputValue(), 'ni hao')
    await ann.field.press('Shift+Enter')
    assert.equal(await ann.field.inputValue(), 'ni hao\n')
    assert.equal(await ann.page.locator('xiaoer-chat .me').count(), 0)
  },

  async 'fills a phone\'s screen, with fingers in mind'({ base, browser }) {
    const ann = await buyer(browser, phone)
    await ann.open(`${base}/pages/mug.html`)
    // It slides in; what counts is where it comes to rest.
    await ann.panel.evaluate(panel => Promise.all(panel.getAnimations({ subtree: true }).map(animation => animation.finished)))
    const box = await ann.panel.boundingBox()
    assert.deepEqual([box.x, box.y, box.width, box.height].map(Math.round), [0, 0, 390, 780])
    assert.equal(await ann.field.evaluate(field => parseFloat(getComputedStyle(field).fontSize)), 16)
    const small = await ann.panel.locator('button:visible').evaluateAll(buttons =>
      buttons.map(button => [button.getAttribute('aria-label') ?? button.textContent, button.getBoundingClientRect()])
        .filter(([, { width, height }]) => Math.min(width, height) < 40).map(([name]) => name))
    assert.deepEqual(small, [])
    assert.equal(await ann.page.evaluate(() => document.documentElement.scrollWidth), 390)
  },

  async 'opening moves nothing on the page'({ base, browser }) {
    const ann = await buyer(browser)
    await ann.page.addInitScript(() => {
      self.shift = 0
      new PerformanceObserver(list => list.getEntries().forEach(entry => (self.shift += entry.value))).observe({ type: 'layout-shift', buffered: true })
    })
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(unique('不动'))
    await ann.page.locator('xiaoer-chat .me').waitFor()
    assert.ok((await ann.page.evaluate(() => self.shift)) < 0.01)
  },
}
