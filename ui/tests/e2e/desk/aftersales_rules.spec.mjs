// After-sales behind the cases: the policy and its dry run, accounts that pay back, macros, the warehouse.

import assert from 'node:assert/strict'
import { axe } from '../cast.mjs'
import { ask, orderToWorkOn } from './orders.mjs'
import { worker } from './people.mjs'

/** A colleague of the role, whom the seed does not know. */
async function colleague(admin, accounts, role) {
  const account = { email: `${role}-${crypto.randomUUID().slice(0, 8)}@demo.test`, password: 'correct horse battery 9', role }
  const made = await ask(admin, 'POST', '/people', { email: account.email, name: role === 'warehouse' ? '魏德' : '米娅', role, password: account.password })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return [account, ...accounts.filter((one) => one.role !== role)]
}

/** A case whose parcel is on its way under that number. */
async function parcelComing(desk, waybill) {
  const { order } = await orderToWorkOn(desk)
  const opened = await ask(desk, 'POST', '/cases', { client_key: crypto.randomUUID(), order: order.id, kind: 'return_refund', reason: 'quality', lines: [] })
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  await ask(desk, 'POST', `/cases/${opened.body.id}/steps`, { event: 'agree' })
  const told = await ask(desk, 'POST', `/cases/${opened.body.id}/steps`, { event: 'shipped_back', carrier: 'shunfeng', waybill })
  assert.equal(told.status, 201, JSON.stringify(told.body))
  return opened.body
}

export const own_house = true   // each test opens a case, and an order has one at a time

export const tests = {
  async 'a policy is changed in a draft, tried on last month’s cases, published, and an old version comes back'({ base, browser, accounts }) {
    const mia = await worker(browser, base, accounts, 'admin', { bypassCSP: true })
    const { order } = await orderToWorkOn(mia)
    const opened = await ask(mia, 'POST', '/cases', { client_key: crypto.randomUUID(), order: order.id, kind: 'refund_received', reason: 'quality', lines: [] })
    assert.equal(opened.status, 201, JSON.stringify(opened.body))
    await ask(mia, 'POST', `/cases/${opened.body.id}/steps`, { event: 'agree' })
    const before = (await ask(mia, 'GET', '/case-policies/now')).body

    await mia.page.goto(`${base}/desk/settings/policy`)
    await mia.page.getByRole('heading', { name: '现行规则' }).waitFor()
    assert.ok(await mia.page.getByRole('button', { name: '发布新版' }).isDisabled(), 'nothing has changed')
    await mia.page.getByLabel('客服自行退款上限（元）').fill('0.01')
    await mia.page.getByLabel('双人审批线（元）').fill('0.01')
    await mia.page.getByRole('button', { name: '用上月工单试算' }).click()
    await mia.page.getByText(/已试算 \d+ 单/).waitFor()
    assert.deepEqual(await axe(mia.page), [])
    const link = mia.page.getByRole('link', { name: new RegExp(opened.body.brief.number) })
    await link.waitFor()
    assert.match(await mia.page.locator('.policy-differences li', { has: link }).innerText(), /2 人审批/)
    assert.equal((await ask(mia, 'GET', '/case-policies/now')).body.number, before.number, 'a dry run changes nothing')

    await mia.page.getByRole('button', { name: '发布新版' }).click()
    await mia.page.getByRole('dialog').getByRole('button', { name: '发布新版' }).click()
    await mia.page.getByText(`已发布第 ${before.number + 1} 版`).waitFor()
    await mia.page.getByText('客服可自行退款至 ¥0.01').first().waitFor()

    const old = mia.page.locator('.policy-history > li').nth(1)
    await old.getByRole('button', { name: '恢复这一版' }).click()
    await mia.page.getByRole('dialog').getByRole('button', { name: '恢复这一版' }).click()
    await mia.page.getByText(`已发布第 ${before.number + 2} 版`).waitFor()
    await mia.page.getByText(/恢复自/).first().waitFor()
    assert.equal((await ask(mia, 'GET', '/case-policies/now')).body.policy.agent_limit, before.policy.agent_limit)
    await mia.close()
  },

  async 'an account that pays back says what is wrong with a key, and never shows one again'({ base, browser, accounts }) {
    const mia = await worker(browser, base, accounts, 'admin', { bypassCSP: true })
    await mia.page.goto(`${base}/desk/settings/payments`)
    const weixin = mia.page.getByRole('listitem', { name: '微信支付' })
    await weixin.getByText('未配置').waitFor()
    await mia.page.getByRole('listitem', { name: '人工打款' }).getByText('可用', { exact: true }).waitFor()
    await weixin.getByRole('button', { name: '配置' }).click()
    const form = mia.page.getByRole('dialog', { name: '微信支付账户' })
    await form.getByLabel('商户号（mchid）').fill('1900000001')
    await form.getByLabel('商户证书序列号').fill('5157F09E')
    await form.getByLabel('商户私钥（PEM）').fill('not a key')
    await form.getByLabel('微信支付公钥（PEM）').fill('not a key')
    await form.getByRole('button', { name: '保存并验证' }).click()
    await form.getByText('密钥格式不正确').waitFor()
    assert.deepEqual(await axe(mia.page), [])

    const keys = await mia.page.evaluate(async () => {
      const pair = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, true, ['sign', 'verify'])
      const pem = (kind, bytes) => `-----BEGIN ${kind} KEY-----\n${btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/(.{64})/g, '$1\n')}\n-----END ${kind} KEY-----\n`
      return { ours: pem('PRIVATE', await crypto.subtle.exportKey('pkcs8', pair.privateKey)), theirs: pem('PUBLIC', await crypto.subtle.exportKey('spki', pair.publicKey)) }
    })
    await form.getByLabel('商户私钥（PEM）').fill(keys.ours)
    await form.getByLabel('微信支付公钥（PEM）').fill(keys.theirs)
    await form.getByLabel('接口地址（选填）').fill('http://127.0.0.1:9/')
    await form.getByRole('button', { name: '保存并验证' }).click()
    await weixin.getByText('验证未通过').waitFor()
    assert.ok((await weixin.getByRole('alert').innerText()).length > 0, 'the reason in words')
    await weixin.getByRole('button', { name: '更换' }).click()
    assert.equal(await form.getByLabel('商户私钥（PEM）').inputValue(), '')
    await mia.page.keyboard.press('Escape')
    await weixin.getByRole('button', { name: '移除' }).click()
    await mia.page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
    await weixin.getByText('未配置').waitFor()
    await mia.close()
  },

  async 'a macro above the agent’s limit says its words, tags the chat, and its refund appears for the lead to approve'({ base, browser, accounts }) {
    const admin = await worker(browser, base, accounts, 'admin')
    const cleo = await worker(browser, base, accounts, 'lead', { bypassCSP: true })
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const policy = (await ask(admin, 'GET', '/case-policies/now')).body
    await ask(admin, 'POST', '/case-policies', { based_on: policy.number, policy: { ...policy.policy, agent_limit: 100, second_above: 1_000_000 } })

    await cleo.page.goto(`${base}/desk/settings/macros`)
    await cleo.page.getByRole('button', { name: '新建快捷处理' }).click()
    const name = `破损补偿 ${Date.now().toString(36)}`
    const form = cleo.page.getByRole('dialog')
    await form.getByLabel('名称').fill(name)
    await form.getByLabel('金额（元）').fill('3.00')
    await form.getByLabel('话术').fill('给您添麻烦了，已为您申请补偿 {{refund.amount}}。')
    await form.getByLabel('标签').fill('破损 已补偿')
    assert.deepEqual(await axe(cleo.page), [])
    await form.getByRole('button', { name: '保存' }).click()
    await cleo.page.getByText(name).waitFor()

    const { conversation, order } = await orderToWorkOn(ben)
    const opened = await ask(ben, 'DELETE', `/conversations/${conversation.id}/closure`)
    assert.equal(opened.status, 200, JSON.stringify(opened.body))
    await ben.page.goto(`${base}/desk/c/${conversation.id}`)
    await ben.page.locator('.chat-head').waitFor()
    await ben.page.keyboard.press('m')
    const run = ben.page.getByRole('dialog', { name: '快捷处理' })
    await run.getByRole('combobox', { name: '查找快捷处理' }).fill(name)
    await run.getByRole('option', { name: new RegExp(name) }).click()
    await run.getByLabel('订单').selectOption(order.id)
    await run.getByText('退款 ¥3.00').waitFor()
    await run.getByText('须 1 人审批后打款').waitFor()
    assert.deepEqual(await axe(ben.page), [])
    await ben.page.keyboard.press('Control+Enter')
    await ben.page.getByText(/等待审批/).waitFor()
    await ben.log.getByText('给您添麻烦了，已为您申请补偿 ¥3.00。').waitFor()

    await cleo.page.goto(`${base}/desk/cases`)
    await cleo.page.getByRole('button', { name: /待审批/ }).first().click()
    const rows = cleo.page.locator('.cases-row')
    await rows.first().waitFor()
    const waiting = (await ask(cleo, 'GET', '/refunds/waiting')).body.items.find((one) => one.refund.amount === 300)
    assert.ok(waiting, 'it waits for an approval')
    assert.deepEqual(waiting.of.tags, ['破损', '已补偿'])
    await cleo.page.getByRole('link', { name: new RegExp(waiting.of.number) }).click()
    const panel = cleo.page.getByRole('complementary', { name: waiting.of.number })
    await panel.getByText('快捷处理').first().waitFor()
    await panel.getByRole('button', { name: '同意退款' }).click()
    await panel.getByText('审批通过').first().waitFor()
    await Promise.all([admin.close(), cleo.close(), ben.close()])
  },

  async 'a warehouse lands on its page, scans without touching the field, inspects by line, and each wrong scan has its answer'({ base, browser, accounts }) {
    const admin = await worker(browser, base, accounts, 'admin')
    const waybill = `SF${Date.now()}`
    const made = await parcelComing(admin, waybill)
    const all = accounts.some((one) => one.role === 'warehouse') ? accounts : await colleague(admin, accounts, 'warehouse')
    const wade = await worker(browser, base, all, 'warehouse', { bypassCSP: true })
    await wade.page.waitForURL(/\/desk\/warehouse/)
    await wade.page.getByText(waybill).waitFor()
    await wade.page.locator('h1').click()
    await wade.page.keyboard.type(`${waybill.toLowerCase()}`)
    await wade.page.keyboard.press('Enter')
    await wade.page.getByText(new RegExp(`${waybill} 已签收`)).waitFor()
    assert.ok(await wade.page.getByLabel('扫描或输入退货运单号').evaluate((field) => field === document.activeElement), 'the next scan goes where this one went')
    await wade.page.keyboard.type(waybill)
    await wade.page.keyboard.press('Enter')
    await wade.page.getByText(/已在 .* 由 .* 签收，不必重复签收/).waitFor()
    await wade.page.keyboard.type('NOBODY1')
    await wade.page.keyboard.press('Enter')
    await wade.page.getByText(/NOBODY1 没有登记过/).waitFor()
    await wade.page.getByLabel('包裹内的售后单号').fill('AS0000')
    await wade.page.getByRole('button', { name: '按单号签收' }).click()
    await wade.page.getByText('没有售后单 AS0000').waitFor()
    assert.deepEqual(await axe(wade.page), [])

    await wade.page.getByRole('button', { name: '待验货' }).click()
    await wade.page.getByRole('link', { name: new RegExp(waybill) }).click()
    const panel = wade.page.getByRole('complementary', { name: waybill })
    await panel.locator('.inspect-line').first().waitFor()
    await panel.getByRole('button', { name: '拆封' }).first().click()
    await panel.locator('input[type=file]').setInputFiles({ name: '箱.txt', mimeType: 'text/plain', buffer: Buffer.from('a box') })
    await panel.getByText('箱.txt').waitFor()
    assert.deepEqual(await axe(wade.page), [])
    await panel.getByRole('button', { name: '完成验货' }).click()
    await wade.page.getByText(/验货完成/).waitFor()
    const after = (await ask(admin, 'GET', `/cases/${made.id}`)).body
    assert.equal(after.brief.state, 'refunding')
    assert.equal(after.evidence.length, 1)
    assert.equal((await ask(wade, 'GET', `/cases/${made.id}`)).status, 403, 'the warehouse sees goods, not money')
    await Promise.all([admin.close(), wade.close()])
  },
}
