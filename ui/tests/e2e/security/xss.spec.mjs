// Markup in every text that a buyer or a colleague controls: both sides show it as it was written, and nothing runs.

import assert from 'node:assert/strict'
import { agent, buyer, unique } from '../cast.mjs'

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
}
