// The house may stop at any moment, also without a word. What was written meanwhile arrives, once and in order.

import assert from 'node:assert/strict'
import { buyer, unique } from '../cast.mjs'

export const tests = {
  async 'nothing is lost or doubled while the house is killed and comes back'({ browser, newHouse }) {
    if (!newHouse) return { skipped: 'needs XIAOER_BIN' }
    const house = await newHouse()
    try {
      const ann = await buyer(browser)
      const said = []
      const say = async text => {
        said.push(unique(text))
        await ann.say(said.at(-1))
      }
      await ann.open(`${house.base}/pages/mug.html`)
      await say('开场')
      await ann.sees(said.at(-1), '已送达')
      for (const signal of ['SIGTERM', 'SIGKILL', 'SIGKILL']) {
        const ending = house.end(signal)
        await say('正在停')
        await ending
        await say('停着')
        await house.serve()
        await ann.sees(said.at(-1), '已送达')
        await say('又开了')
        await ann.sees(said.at(-1), '已送达')
      }
      const stored = await ann.stored(house.base)
      assert.deepEqual(stored.map(({ text }) => text), said)
      assert.deepEqual(stored.map(({ seq }) => seq), said.map((_, index) => index + 1))
      assert.deepEqual(await ann.page.locator('xiaoer-chat .me .bubble').allTextContents(), said)
      assert.deepEqual(ann.errors, [])
    } finally {
      await house.stop()
    }
  },
}
