// Orders at the desk and in the window: the demo shop's own, beside the chat and on their page, and the card both ways.

import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { agent, axe, buyer, signed, unique, until } from '../cast.mjs'
import { worker } from './people.mjs'

export const own_house = true   // an order more than the demo's

/** An order of the demo shop in this state. */
async function orderIn(desk, state) {
  const list = await desk.page.evaluate(async state => (await (await fetch(`/api/v1/orders?state=${state}&limit=20`)).json()).items, state)
  assert.ok(list.length, `the seed has no order ${state}`)
  return list[0]
}

/** An order that a shop of the buyer's own pushed, by the open order API. */
async function pushOrder(base, accounts, sub) {
  const admin = await agent(base, accounts, 'admin')
  const made = await admin.call('POST', '/connections', { kind: 'open_api', name: unique('开放接口'), url: '' })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const id = unique('M').replace(' ', '')
  const line = { external_id: '1', title: '月白茶具', options: '一壶四杯', quantity: 1, price: 56800 }
  const now = Date.now() * 1000
  const body = JSON.stringify({ orders: [{ source: '', external_id: id, version: 1, number: id, state: 'delivered', currency: 'CNY', placed_at: now - 9e6, paid_at: now - 8e6, buyer: sub, freight: 0, lines: [line] }] })
  const t = Math.floor(Date.now() / 1000)
  const v1 = createHmac('sha256', made.body.signing).update(`${t}.${body}`).digest('hex')
  const answer = await fetch(`${base}/api/v1/connections/${made.body.connection.id}/orders`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-cs-signature': `t=${t},v1=${v1}` } })
  const told = await answer.json()
  assert.equal(told.items?.[0]?.outcome, 'added', JSON.stringify(told))
  const { body: { identity_key } } = await admin.call('GET', '/shop/embedding')
  return { number: id, identity_key }
}

export const tests = {
  async 'a proved buyer points at an order in the window, and the card that the agent sends comes back'({ base, browser, accounts }) {
    const sub = unique('member')
    const { number, identity_key } = await pushOrder(base, accounts, sub)
    const ann = await buyer(browser)
    await ann.page.addInitScript(jws => (window.xiaoer = [['identify', jws], ['open']]), signed(identity_key, sub, '安安'))
    await ann.page.goto(`${base}/pages/mug.html`)
    await ann.panel.waitFor()
    const greeting = unique('我的茶具到哪了')
    await ann.say(greeting)
    await ann.sees(greeting, '已送达')
    await ann.panel.getByText('选择订单').click()
    await ann.panel.getByRole('button', { name: `发送 ${number}` }).click()
    const cards = ann.log.locator('.card', { hasText: number })
    await until('the card in the window', async () => (await cards.count()) === 1)
    assert.match(await cards.textContent(), /月白茶具.*568\.00/)

    const ben = await worker(browser, base, accounts)
    await ben.take(number)
    await ben.log.getByText(number).first().waitFor()
    const side = ben.page.getByRole('complementary', { name: '顾客资料' })
    await side.getByRole('tab', { name: '订单' }).click()
    await side.getByRole('button', { name: '发给顾客' }).click()
    await until('the same card from the agent', async () => (await cards.count()) === 2)
    assert.deepEqual(ann.errors, [])
    await ann.context.close()
    await ben.close()
  },

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
