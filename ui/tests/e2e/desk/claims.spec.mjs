// A claim on a courier: from a parcel that is lost to the money that came in.

import assert from 'node:assert/strict'
import { axe, unique, until } from '../cast.mjs'
import { ask, orderOnItsWay } from './orders.mjs'
import { worker } from './people.mjs'

export const own_house = true   // it uses up a parcel

export const tests = {
  async 'a claim on the courier is made, shown by files, sent, accepted and paid, and a lead sees it move'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const order = await orderOnItsWay(ben)
    const parcel = (await ask(ben, 'GET', `/orders/${order.id}`)).body.parcels[0].id
    const opened = await ask(ben, 'POST', '/tracings', { client_key: crypto.randomUUID(), parcel, reason: 'other' })
    assert.equal(opened.status, 201, JSON.stringify(opened.body))
    await ask(ben, 'POST', `/tracings/${opened.body.id}/contacts`, { channel: 'phone', spoke_to: '网点', said: '确认丢失', outcome: 'lost' })
    await ben.page.goto(`${base}/desk/cases/tracings/${opened.body.id}`)
    await ben.page.getByRole('button', { name: '申请理赔' }).click()
    const form = ben.page.getByRole('dialog', { name: '申请理赔' })
    await form.getByLabel('运费（元）').fill('12')
    await form.getByRole('button', { name: '建立理赔' }).click()
    const panel = ben.page.getByRole('complementary', { name: /^CL\d+/ })
    await panel.getByText('待提交').first().waitFor()

    const cleo = await worker(browser, base, accounts, 'lead')
    await cleo.page.goto(`${base}/desk/cases/claims`)
    const row = cleo.page.getByRole('link', { name: new RegExp(await panel.getByRole('heading', { level: 2 }).textContent()) })
    await row.getByText('待提交').waitFor()

    // Too early: what must be shown is missing, and says so. Then every piece by a file, one of them taken back.
    const act = async (name, fill) => {
      await panel.getByRole('button', { name, exact: true }).click()
      const dialog = ben.page.getByRole('dialog', { name })
      if (fill) await dialog.getByRole('textbox').last().fill(fill)
      await dialog.getByRole('button', { name: '确定' }).click()
    }
    await act('提交快递', 'ZT-2026-1')
    await ben.page.getByText('材料不全').first().waitFor()
    await ben.page.keyboard.press('Escape')
    for (const field of await panel.locator('input[type=file]').all()) await field.setInputFiles({ name: '面单.txt', mimeType: 'text/plain', buffer: Buffer.from(unique('面单')) })
    await until('every piece has its file', async () => (await panel.getByRole('link', { name: '面单.txt' }).count()) === (await panel.locator('input[type=file]').count()))
    await panel.getByRole('button', { name: '移除 面单.txt' }).last().click()
    await ben.page.getByRole('button', { name: '移除', exact: true }).click()
    await until('one file less', async () => (await panel.getByRole('link', { name: '面单.txt' }).count()) === (await panel.locator('input[type=file]').count()) - 1)
    assert.deepEqual(await axe(ben.page), [])
    await act('提交快递', 'ZT-2026-1')
    await row.getByText('已提交').waitFor()
    assert.equal(await panel.getByRole('button', { name: '移除 面单.txt' }).count(), 0, 'what was sent stays')
    await act('快递同意')
    await row.getByText('已同意').waitFor()
    await act('已收到赔款')
    await panel.getByText('已赔付').first().waitFor()
    await until('it left the open ones', async () => (await row.count()) === 0)
    assert.deepEqual([ben.errors, cleo.errors], [[], []])
    await ben.context.close()
    await cleo.close()
  },
}
