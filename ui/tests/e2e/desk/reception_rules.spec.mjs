// A lead sets groups, skills and the rules of the queue; an agent does not see them.

import assert from 'node:assert/strict'
import { axe, unique, until } from '../cast.mjs'
import { worker } from './people.mjs'

export const tests = {
  async 'a lead makes a group, gives a skill and changes a rule'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy', bypassCSP: true })
    const open = async () => {
      await lead.page.goto(`${base}/desk/settings/reception`)
      await lead.page.getByRole('heading', { name: '接待分组' }).waitFor()
    }
    await open()
    await lead.page.getByText('关键词 退款').first().waitFor()
    const name = unique('大件').slice(0, 20)
    await lead.page.getByRole('button', { name: '新建分组' }).click()
    const dialog = lead.page.getByRole('dialog')
    await dialog.getByLabel('组名').fill(name)
    await dialog.getByLabel('条件内容').fill('花瓶')
    await dialog.getByRole('button', { name: '添加' }).click()
    await dialog.getByText('关键词 花瓶').waitFor()
    await dialog.getByLabel('条件类型').selectOption({ label: '来意' })
    await dialog.getByLabel('条件内容').selectOption({ label: '退款进度' })
    await dialog.getByRole('button', { name: '添加' }).click()
    await dialog.getByText('来意 退款进度').waitFor()
    await dialog.getByRole('checkbox', { name: '陆遥' }).check()
    await dialog.getByRole('button', { name: '保存' }).click()
    const row = lead.page.getByRole('listitem').filter({ hasText: name })
    await row.getByText('组员：陆遥', { exact: false }).waitFor()
    assert.deepEqual(await axe(lead.page), [])

    const silence = lead.page.getByLabel('未回复多少秒后转给下一位')
    const before = await silence.inputValue()
    await silence.fill('5')
    const save = lead.page.locator('form').filter({ has: silence }).getByRole('button', { name: '保存' })
    await save.click()
    await until('it is refused beside its field', async () => (await silence.getAttribute('aria-invalid')) === 'true')
    await silence.fill(before)
    await save.click()
    await lead.page.getByText('已保存').first().waitFor()

    const seconds = lead.page.getByLabel('保留秒数（10–90）')
    await seconds.fill('45')
    await lead.page.locator('form').filter({ has: seconds }).getByRole('button', { name: '保存' }).click()
    await until('the grace is kept', async () => {
      const got = await lead.page.evaluate(async () => (await (await fetch('/api/v1/desk_grace')).json()).seconds)
      return got === 45
    })
    await row.getByRole('button', { name: `删除${name}` }).click()
    await until('it is gone', async () => (await row.count()) === 0)
    await lead.close()

    const ben = await worker(browser, base, accounts, 'agent', { status: 'busy' })
    await ben.page.goto(`${base}/desk/settings`)
    await ben.page.getByRole('heading', { name: '设置' }).first().waitFor()
    assert.equal(await ben.page.getByText('接待规则').count(), 0)
    await ben.close()
  },
}
