// The shop's own pack at the desk: a sentence tried, a rule of one's own, a trial on old chats, publishing and undoing.

import assert from 'node:assert/strict'
import { until } from '../cast.mjs'
import { worker } from './people.mjs'

const open = async (who, base) => {
  await who.page.goto(`${base}/desk/manners`)
  await who.page.getByRole('heading', { name: '礼仪规则包' }).waitFor()
}
const part = (who, name) => who.page.getByRole('radio', { name }).or(who.page.getByRole('tab', { name })).or(who.page.getByRole('button', { name, exact: true })).first().click()

export const tests = {
  async 'a lead writes a rule, sees what it would find, publishes it and takes it back'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    await open(lead, base)
    await lead.page.getByText('refusal.opener').waitFor()
    const box = lead.page.getByRole('complementary', { name: '试一句' })
    await box.getByLabel('要检查的话').fill('加我薇❤聊')
    await box.getByText('红灯').first().waitFor()
    await box.getByText('变体写法').first().waitFor()

    await part(lead, '自定义规则')
    await lead.page.getByRole('button', { name: '新增规则' }).click()
    const dialog = lead.page.getByRole('dialog')
    await dialog.getByLabel('规则代号（小写字母、数字、下划线）').fill('brand')
    await dialog.getByLabel('词句，一行一条').fill('拾光家')
    await dialog.getByLabel('提醒客服的理由（中文）').fill('品牌名要写全称')
    await dialog.getByRole('button', { name: '存入草稿' }).click()
    await until('the dialog is gone', async () => (await dialog.count()) === 0)
    await lead.page.getByText('草稿有 1 处改动，尚未生效').waitFor()
    await box.getByLabel('要检查的话').fill('拾光家的杯子有货')
    await box.getByText('“拾光家”').waitFor()

    await part(lead, '试跑与发布')
    await lead.page.getByRole('button', { name: '用近 30 天的聊天试跑' }).click()
    await lead.page.getByText(/已试跑近 30 天|近 30 天没有/).waitFor()
    await lead.page.getByLabel('这版改了什么').fill('品牌名写全称')
    await lead.page.getByRole('button', { name: '发布', exact: true }).click()
    await lead.page.getByText(/第 \d+ 版已发布/).first().waitFor()
    await part(lead, '版本')
    await lead.page.getByText('生效中').waitFor()
    await lead.page.getByText('新增规则 own.brand').waitFor()

    await lead.page.getByRole('button', { name: '恢复出厂规则' }).click()
    await lead.page.getByRole('alertdialog').or(lead.page.getByRole('dialog')).getByRole('button', { name: '恢复出厂规则' }).click()
    await lead.page.getByText(/已恢复，当前是第 \d+ 版/).first().waitFor()
    await lead.close()
  },

  async 'who may not mend the pack does not find it'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { status: 'busy' })
    await ben.page.goto(`${base}/desk/manners`)
    await until('the inbox is shown instead', async () => /\/desk\/c$/.test(ben.page.url()))
    assert.equal(await ben.page.getByRole('link', { name: '礼仪' }).count(), 0)
    await ben.close()
  },

  async 'a pack that cannot be fetched is told, and comes with another try'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    await lead.page.route('**/api/v1/manners/rules*', route => route.abort())
    await open(lead, base)
    await lead.page.getByText('没有加载出来').first().waitFor()
    await lead.page.unroute('**/api/v1/manners/rules*')
    await lead.page.getByRole('button', { name: '重试' }).first().click()
    await lead.page.getByText('refusal.opener').waitFor()
    await lead.close()
  },
}
