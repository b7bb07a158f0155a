// 查件 at the desk: opened from an order's parcel, asked, missed, seen by the lead; the buyer follows it by number and tail.

import assert from 'node:assert/strict'
import { axe, buyer, until } from '../cast.mjs'
import { ask, orderOnItsWay } from './orders.mjs'
import { worker } from './people.mjs'

export const own_house = true   // each test uses up a parcel, and the settings change for all

export const tests = {
  async 'an agent looks for a parcel, the carrier is asked and misses its word, the lead sees it and the buyer follows'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const order = await orderOnItsWay(ben)
    await ben.page.goto(`${base}/desk/orders/${order.id}`)
    const detail = ben.page.getByRole('article', { name: new RegExp(order.number) })
    await detail.getByRole('button', { name: '查件' }).click()
    await ben.page.getByRole('dialog', { name: '查件' }).getByRole('button', { name: '登记查件' }).click()
    await detail.getByRole('link', { name: /^TR\d+/ }).click()
    const panel = ben.page.getByRole('complementary', { name: /^TR\d+/ })
    await panel.getByText('待联系快递').first().waitFor()
    const number = await panel.getByRole('heading', { level: 2 }).textContent()

    await panel.getByRole('button', { name: '登记一次联系' }).click()
    const form = ben.page.getByRole('dialog', { name: '登记一次联系' })
    await form.getByLabel('联系对象').fill('网点 021')
    await form.getByLabel('对方答复').fill('已催派，稍后回电')
    await form.getByRole('button', { name: '登记' }).click()
    await panel.getByText('已询问快递').first().waitFor()
    await panel.getByText('已催派，稍后回电').first().waitFor()
    assert.deepEqual(await axe(ben.page), [])

    const ann = await buyer(browser, { viewport: { width: 390, height: 780 }, bypassCSP: true })
    await ann.page.goto(`${base}/p/track?k=demo`)
    await ann.page.getByLabel('订单号').fill(order.number)
    await ann.page.getByLabel('手机号后四位').fill(order.receiver.slice(-4))
    await ann.page.getByRole('button', { name: '查询' }).click()
    await ann.page.getByText(`查件进度 ${number}`).waitFor()
    await ann.page.getByText('已联系快递，等待答复').waitFor()
    assert.ok(!(await ann.page.content()).includes('已催派'), 'the log is not the buyer\'s')
    assert.deepEqual(await axe(ann.page), [])

    // The carrier names a time, and it passes.
    const id = new URL(ben.page.url()).pathname.split('/').pop()
    const soon = (Date.now() + 1500) * 1000
    const promised = await ask(ben, 'POST', `/tracings/${id}/contacts`, { channel: 'phone', spoke_to: '网点 021', said: '马上回电', outcome: 'looking', promised_by: soon })
    assert.equal(promised.status, 201, JSON.stringify(promised.body))
    await panel.getByText('快递未答复').first().waitFor()

    const cleo = await worker(browser, base, accounts, 'lead')
    await cleo.page.goto(`${base}/desk/cases/tracings`)
    await cleo.page.getByRole('button', { name: /^需主管/ }).click()
    await cleo.page.locator('.trace-row', { hasText: number }).click()
    await cleo.page.getByRole('complementary', { name: number }).getByRole('button', { name: '补发' }).click()
    await cleo.page.getByText(/售后单 AS\d+/).first().waitFor()
    await panel.getByText('已处理').first().waitFor()
    await until('the buyer sees it', async () => {
      await ann.page.getByRole('button', { name: '查询' }).click()
      await ann.page.getByText(`查件进度 ${number}`).waitFor()
      return (await ann.page.locator('.search').textContent()).includes('已处理')
    }, 60_000)
    await ann.context.close()
    await cleo.close()
    await ben.context.close()
  },

  async 'the delay guide composes three parts, and what is above the limit goes to the lead'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const { items } = (await ask(ben, 'GET', '/tracings?view=open')).body
    assert.ok(items.length, 'the seed traces a parcel')
    const traced = items[0]
    await ben.page.goto(`${base}/desk/orders/${traced.order}`)
    await ben.page.getByRole('button', { name: '延误安抚' }).first().click()
    const guide = ben.page.getByRole('dialog', { name: '延误安抚' })
    await until('three parts', async () => (await guide.getByLabel('道歉').inputValue()).includes('抱歉'))
    assert.ok((await guide.getByLabel('说明').first().inputValue()).includes(traced.waybill))
    await guide.getByLabel('补偿金额（元）').fill('30')
    await until('worded anew', async () => (await guide.getByLabel('补偿说明').inputValue()).includes('¥30'))
    await guide.getByRole('button', { name: '提交主管审批' }).click()
    await guide.getByText('等待主管审批').waitFor()

    const cleo = await worker(browser, base, accounts, 'lead')
    await cleo.page.goto(`${base}/desk/cases/tracings`)
    const asked = cleo.page.getByRole('list', { name: '待审批的补偿' })
    await asked.getByRole('button', { name: '同意', exact: true }).click()
    await asked.waitFor({ state: 'hidden' })
    const offers = (await ask(ben, 'GET', `/parcels/${traced.parcel}/delay_offers`)).body.items
    assert.equal(offers[0].state, 'given')
    await cleo.close()
    await ben.close()
  },

  async 'the list shows its four states and stands on a phone in English'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { viewport: { width: 390, height: 844 }, bypassCSP: true })
    await ben.page.getByRole('button', { name: '打开个人菜单' }).click()
    await ben.page.getByRole('menuitem', { name: 'Switch to English' }).click()
    await ben.page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
    await ben.page.goto(`${base}/desk/cases/tracings`)
    await ben.page.locator('.trace-row').first().waitFor()
    assert.deepEqual(await axe(ben.page), [])
    await ben.page.getByRole('searchbox').fill('nothing like it')
    await ben.page.getByText('No tracing fits').waitFor()
    await ben.page.route('**/api/v1/tracings?*', route => route.abort())
    await ben.page.reload()
    await ben.page.getByRole('alert').first().waitFor()
    await ben.page.goto(`${base}/desk/cases/claims`)
    await ben.page.getByText('No claims yet').waitFor()
    assert.deepEqual(await axe(ben.page), [])
    await ben.context.close()
  },

  async 'a lead sets hours, the budget and a contract, wrong figures are told beside their field, and an agent has no such page'({ base, browser, accounts }) {
    const cleo = await worker(browser, base, accounts, 'lead', { bypassCSP: true })
    await cleo.page.goto(`${base}/desk/settings/tracing`)
    const save = cleo.page.getByRole('button', { name: '保存', exact: true })
    const hours = cleo.page.getByLabel('等快递答复（小时）')
    const budget = cleo.page.getByLabel('每日补偿预算（元）')
    await until('the budget in yuan', async () => await budget.inputValue() === '500')
    assert.ok(await save.isDisabled(), 'nothing has changed')
    await hours.fill('36')
    await cleo.page.getByText('有未保存的改动').waitFor()
    await budget.fill('许多')
    await save.click()
    await cleo.page.getByRole('alert').getByText('请填写金额').waitFor()
    await budget.fill('199.50')
    await cleo.page.getByLabel('晚 3 天以上（%）').fill('2')
    await save.click()
    await cleo.page.getByRole('alert').getByText('晚得更久，比例不能更低').waitFor()
    assert.equal((await ask(cleo, 'GET', '/tracing_rules')).body.answer_hours, 24, 'nothing is half written')
    await cleo.page.getByLabel('晚 3 天以上（%）').fill('6')
    await cleo.page.getByLabel('晚 3 天以上（%）').press('Enter')
    await until('saved', () => save.isDisabled())
    const { body } = await ask(cleo, 'GET', '/tracing_rules')
    assert.deepEqual([body.answer_hours, body.delay_budget, body.percent_longer], [36, 19950, 6])

    await cleo.page.getByText('还没有合同条款').waitFor()
    assert.deepEqual(await axe(cleo.page), [])
    await cleo.page.getByRole('button', { name: '登记合同' }).press('Enter')
    const form = cleo.page.getByRole('dialog', { name: '登记合同' })
    await form.getByLabel('快递', { exact: true }).selectOption('中通快递')
    await form.getByLabel('未保价赔付上限（运费倍数）').fill('5')
    await form.getByLabel('备注').fill('2026 年框架合同')
    await form.getByRole('button', { name: '保存' }).click()
    const terms = cleo.page.getByRole('list', { name: '快递合同' })
    await terms.getByText('中通快递').waitFor()
    await terms.getByText('运费 5 倍').waitFor()
    await terms.getByRole('button', { name: '编辑中通快递的合同' }).click()
    await cleo.page.getByRole('dialog', { name: '合同条款：中通快递' }).getByLabel('提出期限').fill('45')
    await cleo.page.keyboard.press('Enter')
    await terms.getByText('发货起 45 天内提出').waitFor()

    await cleo.page.setViewportSize({ width: 390, height: 844 })
    await cleo.page.emulateMedia({ colorScheme: 'dark' })
    assert.ok(await cleo.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'a phone does not scroll sideways')
    assert.deepEqual(await axe(cleo.page), [])
    await cleo.page.route('**/api/v1/tracing_rules', route => route.abort())
    await cleo.page.reload()
    await cleo.page.getByRole('button', { name: '重试' }).first().waitFor()
    await cleo.page.unroute('**/api/v1/tracing_rules')
    await cleo.page.getByRole('button', { name: '重试' }).first().click()
    await until('the hours again', async () => await hours.inputValue() === '36')
    await cleo.context.close()

    const ben = await worker(browser, base, accounts)
    await ben.page.goto(`${base}/desk/settings/tracing`)
    await ben.page.getByRole('navigation', { name: '设置' }).waitFor()
    assert.equal(await ben.page.getByRole('link', { name: '查件与理赔' }).count(), 0)
    assert.equal((await ask(ben, 'PUT', '/tracing_rules', body)).status, 403)
    await ben.close()
  },
}
