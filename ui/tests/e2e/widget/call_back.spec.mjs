// Nobody answers: the buyer asks to be called, and the number is nowhere but in the vault.

import assert from 'node:assert/strict'
import { agent, axe, buyer, unique, until } from '../cast.mjs'

export const tests = {
  async 'a buyer who waits asks for a call, and the owner sees a mask'({ base, browser, accounts }) {
    const lead = await agent(base, accounts, 'lead')
    const su = await agent(base, accounts)
    for (const one of [lead, su]) await one.call('PUT', '/me/status', { status: 'busy' })
    const ann = await buyer(browser, { bypassCSP: true })
    const question = unique('想定制一套茶具')
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(question)
    const ask = ann.panel.getByRole('button', { name: '预约回电' })
    await ask.waitFor()
    await ask.click()
    const form = ann.panel.getByRole('form', { name: '预约回电' })
    await form.getByLabel('您的电话号码').fill('12')
    await form.getByRole('button', { name: '预约', exact: true }).click()
    await form.getByText('请填写正确的电话号码').waitFor()
    assert.deepEqual(await axe(ann.page), [])
    await form.getByLabel('您的电话号码').fill('138 1234 5678')
    await form.getByLabel('什么时候方便接听').selectOption({ label: '下午 12–18 点' })
    await form.getByRole('button', { name: '预约', exact: true }).click()
    await ann.log.getByText(/已预约回电，.+会给您打电话/).waitFor()
    const task = await until('the promise', async () => (await lead.call('GET', '/follow_ups?whose=all')).body.items.find(one => one.task.words.includes(question)))
    assert.equal(task.phone.text, '138****5678')
    assert.ok(!JSON.stringify(task).includes('12345678'))
    assert.deepEqual(ann.errors, [])
  },
}
