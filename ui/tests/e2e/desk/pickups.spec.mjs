// A courier fetches what comes back: chosen by the buyer on a phone, booked, missed, chosen again and fetched.

import assert from 'node:assert/strict'
import { axe, buyer, until } from '../cast.mjs'
import { ask, sentOrder } from './orders.mjs'
import { worker } from './people.mjs'

// Orders without an open case are used up, and the shop begins to offer pick-ups.
export const own_house = true

/** A return that is agreed to, and the link of its buyer. */
async function agreedReturn(ben) {
  const order = await sentOrder(ben)
  const opened = await ask(ben, 'POST', '/cases', { client_key: crypto.randomUUID(), order: order.id, kind: 'return_refund', reason: 'quality', lines: [] })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  const { id, brief } = opened.body
  assert.equal((await ask(ben, 'POST', `/cases/${id}/steps`, { event: 'agree' })).status, 201)
  const { secret } = (await ask(ben, 'POST', `/orders/${order.id}/case-links`)).body
  return { id, brief, secret }
}

export const tests = {
  async 'a shop offers pick-ups, a buyer chooses one, is asked again when it fails, and it is fetched'({ base, browser, accounts }) {
    const mia = await worker(browser, base, accounts, 'admin', { bypassCSP: true })
    await mia.page.goto(`${base}/desk/settings/policy`)
    await mia.page.getByRole('switch', { name: '提供上门取件' }).click()
    await mia.page.locator('section.panel', { hasText: '可约天数' }).getByRole('button', { name: '保存' }).click()
    await mia.page.getByText('已保存').first().waitFor()
    assert.deepEqual(await axe(mia.page), [])
    assert.equal((await ask(mia, 'GET', '/pickup-rules')).body.is_offered, true)

    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const { brief, secret } = await agreedReturn(ben)

    const ann = await buyer(browser, { viewport: { width: 390, height: 780 }, bypassCSP: true })
    ann.page.on('dialog', (one) => one.accept())
    await ann.page.goto(`${base}/p/case#${secret}`)
    const mine = ann.page.locator('#cases article', { hasText: brief.number })
    const choose = async () => {
      await mine.getByLabel('取件日期').selectOption({ index: 1 })
      await mine.getByLabel('时段').selectOption({ index: 0 })
      await mine.getByLabel('手机号').fill('13911112222')
      await mine.getByLabel('取件地址').fill('江苏省南京市鼓楼区中山路 99 号')
      await mine.getByRole('button', { name: '预约取件' }).click()
      await mine.getByText('已预约，待安排快递').waitFor()
    }
    await mine.getByText('快递上门取件').click()
    assert.deepEqual(await axe(ann.page), [])
    await choose()
    await mine.getByText('139****2222').waitFor()
    const width = await ann.page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 390, `${width} px wide on a phone`)

    await ben.page.goto(`${base}/desk/cases/pickups`)
    await ben.page.getByRole('button', { name: new RegExp(brief.number) }).click()
    const panel = ben.page.getByRole('complementary', { name: brief.number })
    await panel.getByRole('button', { name: '登记预约' }).click()
    await panel.getByLabel('快递公司').fill('shunfeng')
    await panel.getByLabel('取件运单号').fill('SF7001')
    await panel.getByRole('button', { name: '登记预约' }).click()
    await panel.getByText('顺丰速运 SF7001').first().waitFor()
    assert.deepEqual(await axe(ben.page), [])

    await panel.getByRole('button', { name: '取件失败' }).click()
    await panel.getByLabel('失败原因').fill('家里没人')
    await panel.getByRole('button', { name: '通知买家重选' }).click()
    await panel.getByText('会通知买家在售后页面重新选择时间').waitFor()

    await ann.page.reload()
    await mine.getByText('取件未成功：家里没人').waitFor()
    await choose()
    await until('the new one at the desk, without a reload', async () => (await panel.getByText('待约快递').count()) > 0)
    await panel.getByRole('button', { name: '登记预约' }).click()
    await panel.getByLabel('快递公司').fill('shunfeng')
    await panel.getByLabel('取件运单号').fill('SF7002')
    await panel.getByRole('button', { name: '登记预约' }).click()
    await panel.getByText('顺丰速运 SF7002').first().waitFor()

    await ann.page.reload()
    await mine.getByRole('button', { name: '取消预约' }).click()
    await panel.getByText('请通知快递不用上门').waitFor()
    await panel.getByRole('button', { name: '已通知快递' }).click()
    await panel.getByText('请通知快递不用上门').waitFor({ state: 'detached' })
    await mine.getByText('快递上门取件').click()
    await choose()
    await panel.getByRole('button', { name: '登记预约' }).click()
    await panel.getByLabel('快递公司').fill('shunfeng')
    await panel.getByLabel('取件运单号').fill('SF7003')
    await panel.getByRole('button', { name: '登记预约' }).click()
    await panel.getByRole('button', { name: '已取走' }).click()
    await panel.getByText('快递已取件').first().waitFor()
    await panel.getByText('取件失败').first().waitFor()

    await ann.page.reload()
    await mine.getByText('快递已取件').waitFor()
    await mine.getByText('待商家收货').first().waitFor()
    assert.deepEqual(ann.errors, [])
    await Promise.all([ann.context.close(), ben.close(), mia.close()])
  },

  async 'who sends it themselves gives the courier up knowingly, and is not asked to choose another time'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent')
    const { id, brief, secret } = await agreedReturn(ben)
    const ann = await buyer(browser, { viewport: { width: 390, height: 780 } })
    const asked = []
    ann.page.on('dialog', (one) => { asked.push(one.message()); return asked.length === 1 ? one.dismiss() : one.accept() })
    await ann.page.goto(`${base}/p/case#${secret}`)
    const mine = ann.page.locator('#cases article', { hasText: brief.number })
    const choose = async () => {
      await mine.getByText('快递上门取件').click()
      await mine.getByRole('button', { name: '预约取件' }).click()
      await mine.getByText('已预约，待安排快递').waitFor()
    }
    const send = async () => {
      await mine.getByLabel('运单号').fill('YT7004')
      await mine.getByRole('button', { name: '已寄回' }).click()
    }
    await choose()
    await send()
    await until('they are asked', async () => asked.length === 1)
    assert.match(asked[0], /上门取件会取消/)
    await mine.getByText('已预约，待安排快递').waitFor()
    assert.equal((await ask(ben, 'POST', `/cases/${id}/pickup-failure`, { reason: '家里没人' })).status, 201)
    await ann.page.reload()
    await mine.getByText('取件未成功：家里没人').waitFor()
    await send()
    await mine.getByText('重新选择时间').waitFor({ state: 'detached' })
    assert.equal(asked.length, 1, 'no courier was coming any more')

    await ben.page.goto(`${base}/desk/cases/${id}`)
    const panel = ben.page.getByRole('complementary', { name: brief.number })
    await panel.getByText('家里没人').first().waitFor()
    assert.equal(await panel.getByText('会通知买家').count(), 0)
    assert.deepEqual(ann.errors, [])
    await Promise.all([ann.context.close(), ben.close()])
  },
}
