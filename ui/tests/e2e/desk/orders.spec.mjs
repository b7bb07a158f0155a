// Orders at the desk and in the window: the demo shop's own, beside the chat and on their page, and the card both ways.

import assert from 'node:assert/strict'
import { axe, buyer, until } from '../cast.mjs'
import { worker } from './people.mjs'

/** An order of the demo shop in this state. */
async function orderIn(desk, state) {
  const list = await desk.page.evaluate(async state => (await (await fetch(`/api/v1/orders?state=${state}&limit=20`)).json()).items, state)
  assert.ok(list.length, `the seed has no order ${state}`)
  return list[0]
}

export const tests = {
  async 'the orders page finds by number and tail, and shows one with its sum and its parcel'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const order = await orderIn(ben, 'shipped')
    await ben.page.goto(`${base}/desk/orders`)
    await ben.page.getByRole('searchbox').fill(order.number)
    await until('one row', async () => (await ben.page.locator('.orders-row').count()) === 1)
    await ben.page.locator('.orders-row').click()
    const detail = ben.page.getByRole('article', { name: new RegExp(order.number) })
    await detail.getByText('金额明细').click()
    await detail.getByText('商品金额').waitFor()
    await detail.locator('.parcel-head').click()
    await detail.getByText('揽收').first().waitFor()
    assert.ok(await detail.getByRole('button', { name: '取消订单' }).isDisabled())
    assert.deepEqual(await axe(ben.page), [])
    await ben.page.getByRole('searchbox').fill('2671')
    await until('rows by tail', async () => (await ben.page.locator('.orders-row').count()) > 0)
    assert.ok(!(await ben.page.content()).includes('13805712671'))
    await ben.context.close()
  },

  async 'a remark with a flag is kept, and an address changes before dispatch'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const order = await orderIn(ben, 'paid')
    await ben.page.goto(`${base}/desk/orders/${order.id}`)
    const detail = ben.page.getByRole('article', { name: new RegExp(order.number) })
    await detail.getByRole('button', { name: '备注' }).click()
    await ben.page.getByLabel('备注').last().fill('客户要求周五前到')
    await ben.page.getByLabel('旗帜').last().selectOption('purple')
    await ben.page.getByRole('button', { name: '保存' }).click()
    await detail.getByText('客户要求周五前到').waitFor()
    await detail.getByRole('img', { name: '紫旗' }).waitFor()
    await detail.getByRole('button', { name: '改地址' }).click()
    await ben.page.getByLabel('收货地址').fill('广东省深圳市南山区科技园 2 号')
    await ben.page.getByRole('button', { name: '保存' }).click()
    await detail.getByText('广东省深圳市').waitFor()
    await ben.close()
  },

  async 'anybody tracks a parcel by number and tail, and a wrong tail says nothing'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const order = await orderIn(ben, 'shipped')
    const tail = order.receiver.slice(-4)
    const ann = await buyer(browser, { viewport: { width: 390, height: 780 }, bypassCSP: true })
    await ann.page.goto(`${base}/p/track?k=demo`)
    await ann.page.getByLabel('订单号').fill(order.number)
    await ann.page.getByLabel('手机号后四位').fill(tail === '0000' ? '1111' : '0000')
    await ann.page.getByRole('button', { name: '查询' }).click()
    await ann.page.getByRole('alert').getByText('没有查到').waitFor()
    await ann.page.getByLabel('手机号后四位').fill(tail)
    await ann.page.getByRole('button', { name: '查询' }).click()
    await ann.page.getByText('顺丰速运').waitFor()
    await ann.page.getByText('揽收').first().waitFor()
    assert.deepEqual(await axe(ann.page), [])
    assert.deepEqual(ann.errors, [])
    await ann.context.close()
    await ben.close()
  },
}
