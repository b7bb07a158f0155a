// Platform disputes at the desk: noted from a case, evidence filed, ruled by a lead, paid by the case.

import assert from 'node:assert/strict'
import { axe, unique, until } from '../cast.mjs'
import { ask, sentOrder } from './orders.mjs'
import { worker } from './people.mjs'

/** A question to the server as the person who is signed in. */
/** A case that was refused: what a buyer takes to the platform. */
async function refusedCase(desk) {
  const order = await sentOrder(desk)
  const opened = await ask(desk, 'POST', '/cases', { client_key: crypto.randomUUID(), order: order.id, kind: 'refund_received', reason: 'quality', lines: [] })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  const refused = await ask(desk, 'POST', `/cases/${opened.body.id}/steps`, { event: 'refuse', note: '检测无质量问题' })
  assert.equal(refused.status, 201, JSON.stringify(refused.body))
  return opened.body
}

const panel = (desk) => desk.page.locator('.dispute-panel')
const act = async (desk, name) => panel(desk).locator('.dispute-foot').getByRole('button', { name, exact: true }).click()
const confirm = async (desk) => desk.page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
const now = (desk, words) => panel(desk).locator('.state-step.is-now', { hasText: words }).waitFor()
const fits = (desk) => desk.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

// Orders without an open case are used up.
export const own_house = true

export const tests = {
  async 'a refused case goes to the platform, its evidence is filed, a lead notes the ruling and the case pays it'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const of = await refusedCase(ben)
    const number = unique('JF').replace(' ', '-')
    await ben.page.goto(`${base}/desk/cases/${of.id}`)
    await ben.page.getByRole('button', { name: '登记平台介入' }).click()
    const dialog = ben.page.getByRole('dialog', { name: '登记平台介入' })
    await dialog.getByLabel('平台单号').fill(number)
    assert.deepEqual(await axe(ben.page), [])
    await dialog.getByRole('button', { name: '登记' }).click()
    await now(ben, '已立案')
    await panel(ben).getByText(/等我方，截止/).waitFor()
    await panel(ben).getByText(/京东《开放平台交易纠纷处理总则》/).waitFor()
    assert.equal((await ask(ben, 'GET', `/cases/${of.id}`)).body.brief.state, 'arbitration')

    await act(ben, '平台要求举证')
    await confirm(ben)
    await now(ben, '待我方举证')
    await act(ben, '提交举证')
    await confirm(ben)
    await ben.page.getByText('材料不全，请先备好材料。').waitFor()
    await ben.page.keyboard.press('Escape')
    await panel(ben).getByRole('button', { name: '准备：检测报告' }).click()
    await ben.page.getByRole('dialog').getByLabel(/说明/).fill('质检报告 2026-118')
    await ben.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await panel(ben).getByText('已备好，待提交').waitFor()
    await act(ben, '提交举证')
    await confirm(ben)
    await now(ben, '已举证')
    await panel(ben).getByText(/由.+提交/).waitFor()
    assert.equal(await panel(ben).getByRole('button', { name: '记录裁决' }).count(), 0, 'an agent rules nothing')
    assert.deepEqual(await axe(ben.page), [])

    const cleo = await worker(browser, base, accounts, 'lead', { bypassCSP: true })
    await cleo.page.goto(`${base}/desk/disputes`)
    await cleo.page.getByText('本月平台介入率').waitFor()
    await cleo.page.getByRole('button', { name: /^等待平台/ }).click()
    await cleo.page.getByRole('link', { name: new RegExp(number) }).click()
    await act(cleo, '记录裁决')
    await cleo.page.getByRole('dialog').getByLabel('裁决结果').selectOption('shared')
    await cleo.page.getByRole('dialog').getByLabel(/判给买家的金额/).fill('99999')
    await confirm(cleo)
    await cleo.page.getByText('金额超过了还能退的部分。').first().waitFor()
    await cleo.page.getByRole('dialog').getByLabel(/判给买家的金额/).fill('5')
    await confirm(cleo)
    await now(cleo, '判双方分担')
    assert.deepEqual(await axe(cleo.page), [])
    // The agent sees it without asking, and carries it out: the case pays.
    await now(ben, '判双方分担')
    await act(ben, '执行裁决')
    await confirm(ben)
    await now(ben, '已执行')
    const paid = (await ask(ben, 'GET', `/cases/${of.id}`)).body
    assert.equal(paid.refunds.length, 1)
    assert.equal(paid.refunds[0].amount, 500)
    await cleo.close()
    await ben.close()
  },

  async 'an order without a case is noted by its number, and the page is worked by keyboard, on a phone and in the dark'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const order = await sentOrder(ben)
    await ben.page.goto(`${base}/desk/disputes`)
    await ben.page.getByRole('button', { name: '登记平台介入' }).first().click()
    const dialog = ben.page.getByRole('dialog', { name: '登记平台介入' })
    await dialog.getByLabel('平台', { exact: true }).selectOption('complaint')
    await dialog.getByLabel('平台单号').fill(unique('123').replace(' ', ''))
    await dialog.getByLabel('订单号').fill('没有这个订单')
    await dialog.getByRole('button', { name: '登记' }).click()
    await dialog.getByText('没有这个订单号。').waitFor()
    await dialog.getByLabel('订单号').fill(order.number)
    await dialog.getByRole('button', { name: '登记' }).click()
    await now(ben, '已立案')
    await panel(ben).getByLabel('添加其他材料').fill('情况说明')
    await panel(ben).getByRole('button', { name: '添加' }).click()
    await panel(ben).getByRole('button', { name: '准备：情况说明' }).waitFor()
    // A case that the order got otherwise becomes the one that pays.
    const of = (await ask(ben, 'POST', '/cases', { client_key: crypto.randomUUID(), order: order.id, kind: 'refund_received', reason: 'quality', lines: [] })).body
    await ben.page.reload()
    await panel(ben).getByRole('button', { name: `关联售后单 ${of.brief.number}` }).click()
    await panel(ben).getByRole('link', { name: `售后单 ${of.brief.number}` }).waitFor()

    await ben.page.locator('.dispute-row[aria-current]').waitFor()
    await ben.page.locator('.dispute-head h2').click()
    await ben.page.keyboard.press('Escape')
    await until('the panel is closed', async () => (await panel(ben).count()) === 0)
    await ben.page.keyboard.press('j')
    await panel(ben).waitFor()

    await ben.page.emulateMedia({ colorScheme: 'dark' })
    assert.deepEqual(await axe(ben.page), [])
    await ben.page.setViewportSize({ width: 390, height: 844 })
    assert.ok(await fits(ben), 'the panel fits a phone')
    assert.deepEqual(await axe(ben.page), [])
    await panel(ben).getByRole('button', { name: '返回' }).click()
    await ben.page.locator('.dispute-row').first().waitFor()
    assert.ok(await fits(ben), 'the list fits a phone')
    assert.deepEqual(await axe(ben.page), [])
    await ben.close()
  },

  async 'an agent takes a dispute, a lead sees it at once, finds it by the platform\'s number and hands it on, and its owner is told'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const cleo = await worker(browser, base, accounts, 'lead', { bypassCSP: true })
    // Any order will do: it needs no case.
    const order = (await ask(ben, 'GET', '/orders?limit=1')).body.items[0]
    const number = unique('JF').replace(' ', '-')
    const made = await ask(ben, 'POST', `/orders/${order.id}/disputes`, { platform: 'jd', platform_number: number })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const row = (desk) => desk.page.locator('.dispute-row', { hasText: number })
    await cleo.page.goto(`${base}/desk/disputes`)
    await row(cleo).getByText('待认领').waitFor()
    await ben.page.goto(`${base}/desk/disputes`)
    await ben.page.getByRole('button', { name: /^待认领/ }).click()
    await row(ben).click()
    await panel(ben).getByRole('button', { name: '由我处理' }).waitFor()
    await panel(ben).getByRole('heading', { name: made.body.brief.number }).click()
    await ben.page.keyboard.press('m')
    await panel(ben).getByText(/^负责人：/).waitFor()
    const mine = (await ask(ben, 'GET', `/disputes/${made.body.id}`)).body.brief.assignee
    await until('nobody\'s list has it no more', async () => (await row(ben).count()) === 0)
    await ben.page.getByRole('button', { name: /^我的/ }).click()
    await row(ben).waitFor()
    assert.deepEqual(await axe(ben.page), [])

    // The lead has asked for nothing since.
    await until('the lead sees the owner', async () => (await row(cleo).getByText('待认领').count()) === 0)
    await cleo.page.getByLabel('搜单号、买家').fill(number)
    await until('the search leaves one', async () => (await cleo.page.locator('.dispute-row').count()) === 1)
    await row(cleo).click()
    await panel(cleo).getByRole('button', { name: '由我处理' }).click()
    await until('the agent has none', async () => (await row(ben).count()) === 0)
    await panel(cleo).getByRole('button', { name: '转交' }).click()
    await cleo.page.getByRole('dialog').getByLabel('转交给谁').selectOption(mine)
    assert.deepEqual(await axe(cleo.page), [])
    await confirm(cleo)
    await ben.page.getByText(/转交给你处理/).waitFor()
    await row(ben).waitFor()
    await panel(cleo).getByRole('button', { name: '放回' }).click()
    await panel(cleo).locator('.dispute-hand').getByText('待认领').waitFor()
    await panel(cleo).getByText('放回待认领').waitFor()
    await cleo.page.getByLabel('搜单号、买家').fill('没有这样的')
    await cleo.page.getByText('没有找到符合的介入单').waitFor()
    await cleo.page.getByRole('button', { name: '清空筛选' }).click()
    await row(cleo).waitFor()
    await cleo.page.setViewportSize({ width: 390, height: 844 })
    assert.ok(await fits(cleo), 'the panel fits a phone')
    await panel(cleo).getByRole('button', { name: '返回' }).click()
    await row(cleo).getByText('待认领').waitFor()
    assert.ok(await fits(cleo), 'the list fits a phone')
    assert.deepEqual(await axe(cleo.page), [])
    await cleo.page.getByRole('button', { name: /^我的/ }).click()
    await cleo.page.getByText('没有由你负责的介入单').waitFor()
    await cleo.close()
    await ben.close()
  },

  async 'the list says when it is empty, refused and broken'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent')
    await ben.page.goto(`${base}/desk/disputes`)
    await ben.page.getByRole('button', { name: '已结束' }).click()
    await ben.page.getByText('还没有结束的介入单').waitFor()
    for (const [status, code, words] of [[500, 'broken', /重试/], [403, 'forbidden', /权限|管理员/]]) {
      await ben.page.route('**/api/v1/disputes?**', (route) => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify({ code, reason: code, message: '' }) }))
      await ben.page.reload()
      await ben.page.getByText(words).first().waitFor()
      await ben.page.unroute('**/api/v1/disputes?**')
    }
    await ben.close()
  },
}
