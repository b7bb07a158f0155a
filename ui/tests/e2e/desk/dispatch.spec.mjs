// The clock of dispatch and what buyers are told by themselves: set in the settings, seen on the orders at once.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { axe, until } from '../cast.mjs'
import { ask } from './orders.mjs'
import { worker } from './people.mjs'

const settings = async (who, base) => {
  await who.page.goto(`${base}/desk/settings/dispatch`)
  await who.page.getByRole('heading', { name: '发货时效' }).waitFor()
}
const hour_us = 3_600_000_000

// It moves the clock of every order of the house.
export const own_house = true

export const tests = {
  async 'a shop promises sooner, and an agent sees at once which orders are due'({ base, browser, accounts }) {
    const boss = await worker(browser, base, accounts, 'admin', { bypassCSP: true })
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const paid = (await ask(ben, 'GET', '/orders?state=paid&limit=100')).body.items.filter(one => !one.late_at)
    const orders = await Promise.all(paid.map(async one => (await ask(ben, 'GET', `/orders/${one.id}`)).body))
    const order = orders.find(one => one.paid_at && !one.promised_by)
    assert.ok(order, 'an order that nothing else was promised for')
    // In so many hours from its payment, three are left.
    const hours = Math.ceil((Date.now() * 1000 - order.paid_at) / hour_us) + 3

    await ben.page.goto(`${base}/desk/orders`)
    const soon = ben.page.getByRole('button', { name: /^即将超时/ })
    await soon.waitFor()
    await ben.page.locator('.orders-row').first().waitFor()
    const before = Number((await soon.innerText()).replace(/\D/g, ''))

    await settings(boss, base)
    const form = boss.page.getByRole('form', { name: '发货时效' })
    const save = form.getByRole('button', { name: '保存' })
    assert.ok(await save.isDisabled(), 'nothing was changed')
    await form.getByLabel('付款后多少小时内发货').fill(String(hours))
    await form.getByLabel('提前多少小时提醒').fill(String(hours))
    await save.click()
    await form.getByText('须小于发货时效，填 0 表示不提醒').waitFor()
    assert.deepEqual(await axe(boss.page), [])
    await form.getByLabel('提前多少小时提醒').fill('4')
    await save.click()
    await boss.page.getByText('已保存').waitFor()
    await until('saved', () => save.isDisabled())

    await until('the agent is told how many', async () => Number((await soon.innerText()).replace(/\D/g, '')) > before)
    await soon.click()
    await ben.page.goto(`${base}/desk/orders/${order.id}`)
    const detail = ben.page.getByRole('article', { name: new RegExp(order.number) })
    await detail.getByText('即将超时').waitFor()
    await detail.getByText(/承诺 .* 前发货/).waitFor()
    await soon.click()
    await until('only those', async () => await ben.page.locator('.orders-row').count() > 0
      && await ben.page.locator('.orders-row').count() === await ben.page.locator('.orders-row').getByText('即将超时').count())
    assert.deepEqual(await axe(ben.page), [])

    // Out it goes, and nobody is warned of it any more.
    const gone = await ask(ben, 'POST', `/orders/${order.id}/parcels`, { carrier: 'zhongtong', number: '7530019284777', lines: [], shipped_at: null })
    assert.equal(gone.status, 201, JSON.stringify(gone.body))
    await until('not due any more', async () => await detail.getByText('即将超时').count() === 0)
    await boss.page.reload()
    await until('kept', async () => await form.getByLabel('付款后多少小时内发货').inputValue() === String(hours))
    assert.deepEqual([...boss.errors, ...ben.errors], [])
    await boss.close()
    await ben.close()
  },

  async 'notices are turned off one by one, and hours are quiet'({ base, browser, accounts }) {
    const boss = await worker(browser, base, accounts, 'admin')
    await settings(boss, base)
    const form = boss.page.getByRole('form', { name: '顾客通知与催付' })
    await form.waitFor()
    await boss.page.getByText(/^近 30 天/).waitFor()
    await form.getByRole('switch', { name: /^已签收/ }).click()
    await form.getByLabel('下单多少分钟后催付').fill('45')
    await form.getByLabel('免打扰开始').selectOption({ label: '21:00' })
    await form.getByRole('button', { name: '保存' }).click()
    await boss.page.getByText('已保存').waitFor()
    await boss.page.reload()
    await form.waitFor()
    assert.equal(await form.getByRole('switch', { name: /^已签收/ }).getAttribute('aria-checked'), 'false')
    assert.equal(await form.getByRole('switch', { name: /^派送中/ }).getAttribute('aria-checked'), 'true')
    const kept = (await ask(boss, 'GET', '/notice_rules')).body
    assert.deepEqual(kept, { off: ['delivered'], remind_minutes: 45, quiet_from: 21, quiet_to: 8 })
    assert.deepEqual(boss.errors, [])
    await boss.close()
  },

  async 'a tracking service is given an address, and its pushes are checked'({ base, browser, accounts }) {
    const boss = await worker(browser, base, accounts, 'admin', { bypassCSP: true })
    await settings(boss, base)
    await boss.page.getByText('还没有接入物流推送').waitFor()
    await boss.page.getByRole('button', { name: '接入' }).click()
    const dialog = boss.page.getByRole('dialog')
    await dialog.getByLabel('服务商').selectOption({ label: '17TRACK' })
    await dialog.getByLabel('API 密钥（Security Key）').fill('abc')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('请填 4–200 个字符').waitFor()
    assert.deepEqual(await axe(boss.page), [])
    await dialog.getByLabel('API 密钥（Security Key）').fill('sesame-17')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    const feed = boss.page.getByRole('listitem').filter({ hasText: '17TRACK' })
    await feed.getByText('还没有收到推送').waitFor()
    const address = await feed.locator('code').innerText()

    const { body } = await ask(boss, 'GET', '/orders?state=shipped&limit=20')
    const order = (await ask(boss, 'GET', `/orders/${body.items[0].id}`)).body
    const push = JSON.stringify({ event: 'TRACKING_UPDATED', data: { number: order.parcels[0].number, track_info: {
      latest_status: { status: 'OutForDelivery' }, latest_event: { time_iso: new Date().toISOString(), description: '快递员正在派送' } } } })
    const sign = key => createHash('sha256').update(`${push}/${key}`).digest('hex')
    const send = key => fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json', sign: sign(key) }, body: push })
    assert.equal((await send('wrong-key')).status, 401)
    await boss.page.reload()
    await feed.getByText('1 次未通过核对').waitFor()
    assert.equal((await send('sesame-17')).status, 200)
    await boss.page.reload()
    await feed.getByText(/^最近收到/).waitFor()
    const moved = (await ask(boss, 'GET', `/orders/${order.id}`)).body
    assert.equal(moved.parcels[0].state, 'out_for_delivery')

    await feed.getByRole('button', { name: '停用 17TRACK' }).click()
    await boss.page.getByRole('button', { name: '停用', exact: true }).last().click()
    await boss.page.getByText('还没有接入物流推送').waitFor()
    assert.equal((await send('sesame-17')).status, 404)
    assert.deepEqual(boss.errors, [])
    await boss.close()
  },

  async 'an agent has no such page, and the page says when it is broken and stands on a phone'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent')
    await ben.page.goto(`${base}/desk/settings/dispatch`)
    await ben.page.getByRole('link', { name: '个人' }).or(ben.page.getByRole('navigation', { name: '设置' })).first().waitFor()
    assert.equal(await ben.page.getByRole('link', { name: '发货与通知' }).count(), 0)
    await ben.close()
    const boss = await worker(browser, base, accounts, 'admin', { viewport: { width: 390, height: 780 }, colorScheme: 'dark', bypassCSP: true })
    await boss.page.route(/\/api\/v1\/order_clocks/, route => route.abort())
    await boss.page.goto(`${base}/desk/settings/dispatch`)
    const retry = boss.page.getByRole('button', { name: '重试' })
    await retry.first().waitFor()
    await boss.page.unroute(/\/api\/v1\/order_clocks/)
    await retry.first().click()
    await boss.page.getByLabel('付款后多少小时内发货').waitFor()
    assert.ok(await boss.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways')
    assert.deepEqual(await axe(boss.page), [])
    await boss.close()
  },
}
