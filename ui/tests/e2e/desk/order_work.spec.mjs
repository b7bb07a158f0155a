// What people do with orders and products at the desk: dispatch by parcel, cancel, certificates, delivery, a test basket.

import assert from 'node:assert/strict'
import { axe, until } from '../cast.mjs'
import { ask } from './orders.mjs'
import { worker } from './people.mjs'

/** A paid order of two lines that nothing has been done with. */
async function twoLines(desk, not = '') {
  const { body } = await ask(desk, 'GET', '/orders?state=paid&limit=50')
  for (const { id } of body.items) {
    const order = (await ask(desk, 'GET', `/orders/${id}`)).body
    const may = act => order.acts.find(one => one.act === act)?.allowed
    if (order.lines.length === 2 && id !== not && may('dispatch') && may('cancel')) return order
  }
  throw new Error('no paid order with two lines is left')
}
const detailOf = (desk, order) => desk.page.getByRole('article', { name: new RegExp(order.number) })

export const tests = {
  async 'an order goes out in two parcels, and whoever watches it sees both'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const lead = await worker(browser, base, accounts, 'lead')
    const order = await twoLines(ben)
    const [first, second] = order.lines
    await lead.page.goto(`${base}/desk/orders/${order.id}`)
    await detailOf(lead, order).waitFor()
    await ben.page.goto(`${base}/desk/orders/${order.id}`)
    const detail = detailOf(ben, order)
    await detail.getByRole('button', { name: '发货', exact: true }).click()
    const dialog = ben.page.getByRole('dialog')
    const yes = dialog.getByRole('button', { name: '确认发货' })
    assert.ok(await yes.isDisabled(), 'no waybill yet')
    await dialog.getByLabel('快递公司').selectOption('zhongtong')
    await dialog.getByLabel('运单号').fill('7530019284410')
    await dialog.getByRole('spinbutton').nth(1).fill('0')
    assert.deepEqual(await axe(ben.page), [])
    await yes.click()
    await dialog.waitFor({ state: 'detached' })
    await detail.getByText('部分发货').waitFor()
    await detail.getByText(`已发 ${first.quantity}/${first.quantity}`).waitFor()
    await detail.getByText(`已发 0/${second.quantity}`).waitFor()
    assert.ok(await detail.getByRole('button', { name: '取消订单' }).isDisabled(), 'what has left is not cancelled')
    await detailOf(lead, order).getByText('部分发货').waitFor()

    await detail.getByRole('button', { name: '发货', exact: true }).click()
    assert.equal(await dialog.getByRole('spinbutton').count(), 1, 'only what is left')
    await dialog.getByLabel('快递公司').selectOption('other')
    assert.ok(await yes.isDisabled())
    await dialog.getByLabel('快递公司名称').fill('景德镇同城')
    await dialog.getByLabel('运单号').fill('JDZ-0001')
    await yes.click()
    await dialog.waitFor({ state: 'detached' })
    await until('two parcels', async () => await detail.locator('.parcel-head').count() === 2)
    await detail.getByText('景德镇同城').first().waitFor()
    await until('nothing left to send', async () => await detail.getByRole('button', { name: '发货', exact: true }).isDisabled())
    await until('the lead sees both', async () => await detailOf(lead, order).locator('.parcel-head').count() === 2)
    assert.deepEqual([...ben.errors, ...lead.errors], [])
    await ben.context.close()
    await lead.close()
  },

  async 'an order is cancelled with a reason, once'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const order = await twoLines(ben)
    await ben.page.goto(`${base}/desk/orders/${order.id}`)
    const detail = detailOf(ben, order)
    await detail.getByRole('button', { name: '取消订单' }).click()
    const dialog = ben.page.getByRole('dialog')
    const yes = dialog.getByRole('button', { name: '确认取消' })
    assert.ok(await yes.isDisabled(), 'a reason is asked for')
    await dialog.getByLabel('原因').fill('顾客拍错了款式')
    await yes.click()
    await detail.getByText('已取消').first().waitFor()
    for (const act of ['发货', '改地址', '取消订单']) assert.ok(await detail.getByRole('button', { name: act, exact: true }).isDisabled(), act)
    await ben.close()
  },

  async 'certificates are kept with their days, and stay when one is dropped'({ base, browser, accounts }) {
    const guyan = await worker(browser, base, accounts, 'admin', { status: 'busy', bypassCSP: true })
    await guyan.page.goto(`${base}/desk/products`)
    await guyan.page.getByRole('link', { name: /霁红柳叶瓶/ }).click()
    const view = guyan.page.getByRole('complementary', { name: '商品详情' })
    const dialog = guyan.page.getByRole('dialog')
    const edit = async () => {
      await view.getByRole('button', { name: '编辑', exact: true }).first().click()
      await dialog.waitFor()
    }
    await edit()
    const had = await dialog.locator('.certificate-row').count()
    for (const [name, until_day] of [['釉面检测报告', '2027-06-30'], ['手作认证', '']]) {
      await dialog.getByRole('button', { name: '添加证书' }).click()
      const row = dialog.locator('.certificate-row').last()
      await row.getByLabel('证书名称').fill(name)
      await row.getByLabel('发证机构').fill('景德镇陶瓷检测中心')
      if (until_day) await row.getByLabel('有效期至').fill(until_day)
    }
    assert.deepEqual(await axe(guyan.page), [])
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    await view.getByText('有效期至 2027/06/30').waitFor()
    await edit()
    await dialog.getByRole('button', { name: '去掉证书 手作认证' }).click()
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    await until('one dropped', async () => await view.getByText('手作认证').count() === 0)
    assert.equal(await view.locator('.certificates li').count(), had + 1)
    await guyan.context.close()
  },

  async 'what delivery costs is kept, a basket is reckoned with it, and a word is refused'({ base, browser, accounts }) {
    const guyan = await worker(browser, base, accounts, 'admin', { status: 'busy', bypassCSP: true })
    await guyan.page.goto(`${base}/desk/promotions`)
    const freight = guyan.page.getByLabel('每单运费').first()
    const kept = await freight.inputValue()
    const save = guyan.page.getByRole('button', { name: '保存运费' })
    await freight.fill('八块')
    await save.click()
    await guyan.page.getByText('请填写金额，如 8 或 8.50。').waitFor()
    await freight.fill('8.50')
    await save.click()
    await guyan.page.getByText('运费已保存').waitFor()
    const basket = guyan.page.locator('.test-basket')
    await basket.getByRole('searchbox').fill('手编藤杯垫')
    await basket.getByRole('button', { name: /手编藤杯垫/, expanded: false }).click()
    await basket.getByRole('button', { name: /放入试算/ }).click()
    await basket.locator('.plan-total').waitFor()
    await basket.getByText('¥8.50').first().waitFor()
    assert.deepEqual(await axe(guyan.page), [])
    await basket.getByRole('button', { name: '清空' }).click()
    await basket.getByText('点开商品').waitFor()
    await freight.fill(kept)
    await save.click()
    await until('as before', async () => (await ask(guyan, 'GET', '/catalogue')).body.freight === Math.round(Number(kept) * 100))
    await guyan.context.close()
  },
}
