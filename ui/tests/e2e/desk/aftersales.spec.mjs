// After-sales at the desk: a case from a chat, an approval by somebody else, a second one above a line.

import assert from 'node:assert/strict'
import { axe, buyer, until } from '../cast.mjs'
import { anyOrder, ask, orderToWorkOn } from './orders.mjs'
import { worker } from './people.mjs'

/** A question to the server as the person who is signed in. */
async function openChat(desk) {
  const found = await orderToWorkOn(desk)
  await desk.page.goto(new URL(`/desk/c/${found.conversation.id}`, desk.page.url()).href)
  await desk.page.locator('.chat-head').waitFor()
  return found
}

// Orders without an open case are used up.
export const own_house = true

export const tests = {
  async 'a case is opened from a chat in at most three clicks, and by keyboard in ten seconds'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    await openChat(ben)
    let clicks = 0
    const click = async (what) => { clicks += 1; await what.click() }
    await click(ben.page.getByRole('button', { name: '更多操作' }))
    await click(ben.page.getByRole('menuitem', { name: /建售后单/ }))
    const dialog = ben.page.getByRole('dialog', { name: '建售后单' })
    await dialog.locator('.sum').waitFor()
    assert.deepEqual(await axe(ben.page), [])
    await click(dialog.getByRole('button', { name: /提交/ }))
    await ben.page.getByText(/售后单 AS\d+ 已建立/).waitFor()
    assert.ok(clicks <= 3, `${clicks} clicks`)

    await openChat(ben)
    const began = Date.now()
    await ben.page.keyboard.press('n')
    await dialog.locator('.sum').waitFor()
    await ben.page.keyboard.press('Control+Enter')
    await ben.page.getByText(/售后单 AS\d+ 已建立/).last().waitFor()
    await dialog.waitFor({ state: 'hidden' })
    const seconds = (Date.now() - began) / 1000
    assert.ok(seconds <= 10, `${seconds} s`)
    console.log(`    opened from a chat: ${clicks} clicks; by keyboard ${seconds.toFixed(1)} s`)
    await ben.close()
  },

  async 'a refund above an agent’s limit is approved by a lead, and above the line by two'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent')
    const cleo = await worker(browser, base, accounts, 'lead', { bypassCSP: true })
    const mia = await worker(browser, base, accounts, 'admin')
    const policy = (await ask(mia, 'GET', '/case-policies/now')).body
    const put = await ask(mia, 'POST', '/case-policies', { based_on: policy.number, policy: { ...policy.policy, agent_limit: 100, second_above: 200 } })
    assert.equal(put.status, 201, JSON.stringify(put.body))

    const { order } = await orderToWorkOn(ben)
    const opened = await ask(ben, 'POST', '/cases', { client_key: crypto.randomUUID(), order: order.id, kind: 'refund_received', reason: 'quality', lines: [] })
    assert.equal(opened.status, 201, JSON.stringify(opened.body))
    const { id, brief } = opened.body
    await ben.page.goto(`${base}/desk/cases/${id}`)
    const panel = (desk) => desk.page.getByRole('complementary', { name: brief.number })
    await panel(ben).getByRole('button', { name: '同意', exact: true }).click()
    await panel(ben).getByText('待审批').waitFor()
    assert.equal(await panel(ben).getByRole('button', { name: '同意退款' }).count(), 0, 'an agent approves nothing')

    await cleo.page.goto(`${base}/desk/cases`)
    await cleo.page.getByRole('radio', { name: /待审批/ }).or(cleo.page.getByRole('button', { name: /待审批/ })).first().click()
    await cleo.page.getByRole('link', { name: new RegExp(brief.number) }).click()
    await panel(cleo).getByRole('button', { name: '同意退款' }).click()
    await panel(cleo).getByText('审批通过').first().waitFor()
    await panel(cleo).getByText(/还差 1 人/).waitFor()
    assert.deepEqual(await axe(cleo.page), [])

    await mia.page.goto(`${base}/desk/cases/${id}`)
    await panel(mia).getByRole('button', { name: '同意退款' }).click()
    await panel(mia).getByText('待打款').waitFor()
    await panel(mia).getByLabel('转账流水号').fill('2026112200017')
    await panel(mia).getByLabel('付款说明').fill('对公账户转账，附回单')
    await panel(mia).getByRole('button', { name: '登记打款' }).click()
    await until('success at the other desk, without a reload', async () => (await panel(ben).getByText('已到账').count()) > 0)
    await panel(ben).getByText('已完成').first().waitFor()
    await Promise.all([ben.close(), cleo.close(), mia.close()])
  },

  async 'a buyer asks on their own page without an account, takes an offer, and a guessed link opens nothing'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent')
    const order = await anyOrder(ben)
    const made = await ask(ben, 'POST', `/orders/${order.id}/case-links`)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    const ann = await buyer(browser, { viewport: { width: 390, height: 780 }, bypassCSP: true })
    await ann.page.goto(`${base}/p/case#${made.body.secret}`)
    await ann.page.getByText(order.number).waitFor()
    assert.deepEqual(await axe(ann.page), [])
    const before = await ann.page.locator('#cases article').count()
    await ann.page.getByLabel('说明（选填）').fill('杯口磕了一块')
    await ann.page.getByRole('button', { name: '提交申请' }).click()
    const mine = ann.page.locator('#cases article').first()
    await until('the request on the page', async () => (await ann.page.locator('#cases article').count()) === before + 1)
    await mine.getByText('待商家审核').first().waitFor()
    await mine.locator('input[type=file]').setInputFiles({ name: '杯口.txt', mimeType: 'text/plain', buffer: Buffer.from('a crack') })
    await mine.getByText('已上传 1 份凭证').waitFor()

    const number = /AS\d+/.exec(await mine.locator('h2').innerText())[0]
    await ben.page.goto(`${base}/desk/cases`)
    await ben.page.getByRole('link', { name: new RegExp(number) }).click()
    const panel = ben.page.getByRole('complementary', { name: number })
    await panel.getByText('杯口磕了一块').first().waitFor()
    await panel.getByRole('button', { name: '协商方案' }).click()
    await ben.page.getByLabel('金额（元）').fill('5.00')
    await ben.page.getByRole('button', { name: '确定' }).click()
    await panel.getByText('待买家答复').first().waitFor()

    await ann.page.reload()
    await ann.page.getByText('商家提议退您').waitFor()
    ann.page.on('dialog', (one) => one.accept())
    await mine.getByRole('button', { name: '接受', exact: true }).click()
    await mine.getByText('退款中').first().waitFor()
    assert.deepEqual(await axe(ann.page), [])
    await panel.getByText('待退款').first().waitFor()

    await ann.page.goto(`${base}/p/case#${made.body.secret.slice(0, -1)}${made.body.secret.endsWith('A') ? 'B' : 'A'}`)
    await ann.page.reload()
    await ann.page.getByText('链接已失效').waitFor()
    assert.deepEqual(ann.errors, [])
    await ann.context.close()
    await ben.close()
  },
}
