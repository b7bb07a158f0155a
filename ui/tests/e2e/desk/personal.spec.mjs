// What a buyer tells of themselves: a mask for everybody, and one look at it with a reason, marked with who looked.

import assert from 'node:assert/strict'
import { agent, unique, until } from '../cast.mjs'
import { caller, worker } from './people.mjs'

export const tests = {
  async 'a phone number is a mask until somebody says why they need it'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const tail = String(Date.now()).slice(-8)
    const question = unique('电话')
    await ann.says(`${question} 139${tail}`)
    await ben.take(question)
    const mask = ben.log.getByRole('button', { name: /139\*{4}/ }).first()
    await mask.waitFor()
    assert.ok(!(await ben.page.content()).includes(`139${tail}`), 'nowhere on the page before')
    await mask.click()
    const dialog = ben.page.getByRole('dialog')
    const show = dialog.getByRole('button', { name: '查看原文' })
    assert.equal(await show.isDisabled(), true, 'not without a reason')
    await dialog.getByRole('button', { name: '电话联系顾客' }).click()
    await show.click()
    await dialog.getByText(`139${tail}`).waitFor()
    assert.match(await dialog.locator('.reveal-marks').textContent(), /苏禾|陆遥/, 'marked with who looks')
    await ben.page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await until('it is gone when nobody looks', async () => !(await ben.page.content()).includes(`139${tail}`))
    await ben.page.keyboard.press('Escape')
    await until('the dialog is closed', async () => (await dialog.count()) === 0)

    const admin = await agent(base, accounts, 'admin')
    const audit = await admin.call('GET', '/audit?limit=50')
    assert.ok(JSON.stringify(audit.body).includes('电话联系顾客'), 'the reason stands in the audit')
    assert.ok(!JSON.stringify(audit.body).includes(`139${tail}`), 'the number does not')
    await ben.close()
  },

  async 'who may not look sees a mask and no way to it'({ base, browser, accounts }) {
    const admin = await agent(base, accounts, 'admin')
    const quality = { email: `quinn${Date.now()}@demo.test`, password: 'correct horse battery 7', role: 'quality' }
    const hired = await admin.call('POST', '/people', { name: '质检小周', ...quality })
    assert.equal(hired.status, 201, JSON.stringify(hired.body))
    const quinn = await worker(browser, base, [quality], 'quality')
    const question = unique('电话')
    await (await caller(base)).says(`${question} 13812345678`)
    await quinn.page.getByRole('tab', { name: '全部' }).click()
    await quinn.row(question).first().click()
    await quinn.log.getByText('138****5678').waitFor()
    assert.equal(await quinn.log.getByRole('button', { name: /138/ }).count(), 0)
    await quinn.close()
    await admin.call('POST', `/people/${hired.body.person.id}/deactivation`, {})
  },
}
