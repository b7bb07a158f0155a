// Response times: the month for the team and for oneself, its rules, and what is shown when it cannot be had.

import assert from 'node:assert/strict'
import { until } from '../cast.mjs'
import { worker } from './people.mjs'

const open = async (who, base) => {
  await who.page.goto(`${base}/desk/clocks`)
  await who.page.getByRole('heading', { name: '时效' }).waitFor()
}

export const tests = {
  async 'a lead sees the team, an agent sees their own and no rules'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    await open(lead, base)
    const card = lead.page.getByRole('article', { name: '3 分钟轮次回复' })
    await card.getByRole('table').getByText('苏禾').waitFor()
    await lead.close()

    const ben = await worker(browser, base, accounts, 'agent', { status: 'busy' })
    await open(ben, base)
    await ben.page.getByText('这里是您自己的数字。').waitFor()
    assert.equal(await ben.page.getByRole('table').count(), 0, 'nobody else')
    assert.equal(await ben.page.getByRole('button', { name: '规则' }).count(), 0)
    await ben.close()
  },

  async 'chosen rules are kept, and a greeting that the gate stops is refused beside its field'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    await open(lead, base)
    await lead.page.getByRole('button', { name: '规则' }).click()
    const douyin = lead.page.getByRole('checkbox', { name: /抖音电商/ })
    await douyin.check()
    await lead.page.getByRole('switch', { name: /首次应答由系统代发/ }).click()
    const words = lead.page.getByLabel('代发的话')
    const good = await words.inputValue()
    await words.fill('不知道，自己看')
    await lead.page.getByRole('button', { name: '保存' }).click()
    await until('the field says so', async () => (await words.getAttribute('aria-invalid')) === 'true')
    await words.fill(good)
    await lead.page.getByRole('button', { name: '保存' }).click()
    await lead.page.getByText('已保存').waitFor()
    await open(lead, base)
    await lead.page.getByRole('button', { name: '规则' }).click()
    await until('it is still chosen', async () => douyin.isChecked())
    // As it was, for whoever comes after.
    await douyin.uncheck()
    await lead.page.getByRole('switch', { name: /首次应答由系统代发/ }).click()
    await lead.page.getByRole('button', { name: '保存' }).click()
    await lead.page.getByText('已保存').waitFor()
    await lead.close()
  },

  async 'what cannot be fetched is told, and comes with another try'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    await lead.page.route('**/api/v1/clocks/month*', route => route.abort())
    await open(lead, base)
    await lead.page.getByText('没有加载出来').waitFor()
    await lead.page.unroute('**/api/v1/clocks/month*')
    await lead.page.getByRole('button', { name: '重试' }).click()
    await lead.page.getByRole('article', { name: '3 分钟轮次回复' }).waitFor()
    await lead.page.getByRole('button', { name: '上个月' }).click()
    await lead.page.getByText('这个月还没有需要应答的会话').waitFor()
    await lead.close()
  },
}
