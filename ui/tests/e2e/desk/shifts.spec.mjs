// The plan: a lead drafts and publishes, people swap with each other's and the lead's word, leave is asked and given.

import assert from 'node:assert/strict'
import { agent, axe, until } from '../cast.mjs'
import { worker } from './people.mjs'

const open = async (who, base) => {
  await who.page.goto(`${base}/desk/shifts`)
  await who.page.getByRole('heading', { name: '排班' }).waitFor()
  await who.page.getByRole('grid').waitFor()
}
const turn = async (who, weeks) => {
  for (let i = 0; i < weeks; i++) await who.page.getByRole('button', { name: '下一周' }).click()
}
const ahead = async (who, weeks) => {
  await turn(who, weeks)
  await who.page.locator('[aria-busy="false"] > * > [role="grid"]').waitFor()
}
const day_after = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const short = date => date.slice(5)

export const tests = {
  async 'a drafted shift is the lead\'s alone until it is published'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy', bypassCSP: true })
    const ben = await worker(browser, base, accounts, 'agent', { status: 'busy' })
    await open(lead, base)
    const cell = lead.page.getByRole('button', { name: /^苏禾，.* 周二：/ })

    // A key pressed while the week is still on its way changes none: neither the one before it, which is shown meanwhile.
    await ahead(lead, 0)
    await cell.focus()
    let letGo
    const held = new Promise(done => (letGo = done))
    await lead.page.route(/\/shifts\?/, async route => { await held; await route.continue() })
    await turn(lead, 4)
    await lead.page.locator('[aria-busy="true"] [role="grid"]').waitFor()
    await lead.page.locator('td button').nth(8).evaluate(button => { button.focus(); return document.activeElement === button })
      .then(is_in => assert.equal(is_in, false, 'the week before takes no keys'))
    letGo()
    await ahead(lead, 0)
    await lead.page.unroute(/\/shifts\?/)
    assert.equal(await lead.page.getByRole('button', { name: '发布', exact: true }).isDisabled(), true, 'nothing was drafted')

    // The answer for the week before comes last, and is not shown.
    const shown = () => lead.page.locator('th[scope="col"]').nth(1).innerText()
    const fourth = await shown()
    let first = true
    let letLate
    const late = new Promise(done => (letLate = done))
    let answered
    const over = new Promise(done => (answered = done))
    await lead.page.route(/\/shifts\?from=.*days=7/, async route => {
      const is_first = first
      first = false
      if (is_first) await late
      await route.continue()
      if (is_first) answered()
    })
    await turn(lead, 1)
    await lead.page.getByRole('button', { name: '上一周' }).click()
    await ahead(lead, 0)
    const came = lead.page.waitForResponse(/\/shifts\?from=.*days=7/)
    letLate()
    await Promise.all([over, came])
    await lead.page.waitForTimeout(300)
    assert.equal(await shown(), fourth, 'the week that was asked for last')
    assert.equal(await lead.page.locator('[aria-busy="true"] [role="grid"]').count(), 0)
    await lead.page.unroute(/\/shifts\?from=.*days=7/)
    await cell.focus()
    await lead.page.keyboard.press('1')
    await lead.page.getByRole('button', { name: /^苏禾，.*周二：早班 9:30–18:30，未发布/ }).waitFor()
    await open(ben, base)
    await ahead(ben, 4)
    const seen = ben.page.getByRole('row', { name: /苏禾/ })
    await seen.waitFor()
    assert.equal(await seen.getByText('早班').count(), 0, 'not yet')
    await lead.page.getByRole('button', { name: '发布 1 处改动' }).click()
    await lead.page.getByText('已发布 1 处改动').waitFor()
    await open(ben, base)
    await ahead(ben, 4)
    await seen.getByText('早班').waitFor()
    assert.equal(await ben.page.getByRole('button', { name: '营业时间' }).count(), 0, 'an agent plans nothing')

    // Early and late on one day overlap: marked at once, and not published.
    await cell.focus()
    await lead.page.keyboard.press('2')
    await lead.page.getByRole('button', { name: /周二：.*同一天的班次时间重叠/ }).waitFor()
    await lead.page.getByRole('button', { name: '发布 1 处改动' }).click()
    await lead.page.getByText('有班次时间重叠，请先调整再发布').waitFor()
    assert.deepEqual(await axe(lead.page), [])
    await cell.focus()
    await lead.page.keyboard.press('0')
    await lead.page.getByRole('button', { name: '发布 1 处改动' }).click()
    await until('the day is free again', async () => (await cell.getAttribute('aria-label')).endsWith('休息'))
    await lead.close()
    await ben.close()
  },

  async 'two people swap their shifts when both and the lead agree'({ base, browser, accounts }) {
    const second = accounts.filter(one => one.role === 'agent')[1]
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    const ben = await worker(browser, base, accounts, 'agent', { status: 'busy' })
    const lu = await worker(browser, base, [second], 'agent', { status: 'busy' })
    const api = await agent(base, accounts, 'lead')
    const plan = async () => (await api.call('GET', '/shifts?days=14')).body
    const before = await plan()
    const of = (shown, person, day) => shown.items.find(one => one.person === person && one.day === day)?.kinds.join()
    const me = before.people.find(one => one.name === '苏禾').id
    const other = before.people.find(one => one.name === '陆遥').id
    const day = Array.from({ length: 14 }, (_, i) => day_after(before.today, i))
      .find(one => of(before, me, one) && of(before, other, one) && of(before, me, one) !== of(before, other, one))
    assert.ok(day, 'a day on which both work')

    await open(ben, base)
    await ben.page.getByRole('button', { name: '换班' }).click()
    const dialog = ben.page.getByRole('dialog')
    const choose = async (label, wanted) => {
      const select = dialog.getByLabel(label)
      const value = await select.locator('option').evaluateAll((all, text) => all.find(one => one.textContent.includes(text))?.value, wanted)
      assert.ok(value, `${label} offers ${wanted}`)
      await select.selectOption(value)
    }
    await choose('我的班次', short(day))
    await choose('换成谁的班次', `陆遥 ${short(day)}`)
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await ben.page.getByText('已提交，等待审批').waitFor()

    await open(lead, base)
    const asked = lead.page.getByRole('listitem').filter({ hasText: '互换' })
    await asked.waitFor()
    assert.equal(await asked.getByRole('button', { name: '批准', exact: true }).count(), 0, 'first the colleague')

    await open(lu, base)
    await lu.page.getByRole('button', { name: '同意', exact: true }).click()
    await lu.page.getByText('同事已同意').waitFor()

    await open(lead, base)
    await asked.getByRole('button', { name: '批准', exact: true }).click()
    await asked.getByText('已批准').waitFor()
    const after = await plan()
    assert.equal(of(after, me, day), of(before, other, day))
    assert.equal(of(after, other, day), of(before, me, day))
    for (const one of [lead, ben, lu]) await one.close()
  },

  async 'leave is asked, approved with the plan marked, and taken back'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    const ben = await worker(browser, base, accounts, 'agent', { status: 'busy' })
    await open(ben, base)
    await ben.page.getByRole('button', { name: '请假' }).click()
    const dialog = ben.page.getByRole('dialog')
    await dialog.getByLabel('事由').fill('看病')
    await dialog.getByRole('button', { name: '提交申请' }).click()
    await ben.page.getByText('待审批', { exact: true }).waitFor()
    await open(lead, base)
    const asked = lead.page.getByRole('listitem').filter({ hasText: '看病' })
    await asked.getByRole('button', { name: '批准', exact: true }).click()
    await asked.getByText('已批准').waitFor()
    await lead.page.getByRole('row', { name: /苏禾/ }).getByText('请假').first().waitFor()
    await open(ben, base)
    await ben.page.getByRole('button', { name: '撤回' }).click()
    await ben.page.getByText('已撤回', { exact: true }).first().waitFor()
    await lead.close()
    await ben.close()
  },

  async 'a lead makes a split shift, sets what staffing reckons with, and reads why somebody was away'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy', bypassCSP: true })
    const ben = await worker(browser, base, accounts, 'agent', { status: 'rest' })
    await ben.page.getByRole('button', { name: /苏禾/ }).click()
    await ben.page.getByRole('menuitem', { name: '说明原因' }).click()
    await ben.page.getByRole('button', { name: '用餐' }).click()
    await ben.page.getByRole('button', { name: '保存' }).click()
    await ben.page.getByText('已保存').waitFor()

    await open(lead, base)
    const menu = async name => {
      await lead.page.getByRole('button', { name: '排班设置' }).click()
      await lead.page.getByRole('menuitem', { name }).click()
    }
    await menu('班次')
    let dialog = lead.page.getByRole('dialog')
    await dialog.getByRole('button', { name: '添加班次' }).click()
    await dialog.getByLabel('班次名称').last().fill('两头班')
    await dialog.getByRole('button', { name: '加一段' }).last().click()
    assert.deepEqual(await axe(lead.page), [])
    await dialog.getByRole('button', { name: '保存' }).click()
    await until('closed', async () => (await lead.page.getByRole('dialog').count()) === 0)
    await ahead(lead, 5)
    const cell = lead.page.getByRole('button', { name: /^苏禾，.* 周三：/ })
    await cell.focus()
    await lead.page.keyboard.press('3')
    await lead.page.getByRole('button', { name: /^苏禾，.*周三：两头班 9:00–18:00 19:00–23:00/ }).waitFor()
    await cell.focus()
    await lead.page.keyboard.press('0')

    await menu('人手测算')
    dialog = lead.page.getByRole('dialog')
    await dialog.getByLabel('每人同时接待').fill('99')
    await dialog.getByRole('button', { name: '保存' }).click()
    await until('refused beside its field', async () => (await dialog.getByLabel('每人同时接待').evaluate(one => one.matches(':invalid') || one.getAttribute('aria-invalid') === 'true')))
    await dialog.getByLabel('每人同时接待').fill('4')
    await dialog.getByRole('button', { name: '保存' }).click()
    await until('closed again', async () => (await lead.page.getByRole('dialog').count()) === 0)

    await lead.page.getByRole('button', { name: '状态记录' }).click()
    dialog = lead.page.getByRole('dialog')
    const row = dialog.getByRole('listitem').filter({ hasText: '苏禾' }).first()
    await row.getByText(/段明细/).click()
    await row.getByText('用餐', { exact: true }).waitFor()
    assert.deepEqual(await axe(lead.page), [])
    await lead.close()
    await ben.close()
  },
}
