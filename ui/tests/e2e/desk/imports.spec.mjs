// A manager brings a marketplace's export: what was understood is shown first, good rows are taken, wrong ones told.

import assert from 'node:assert/strict'
import { worker } from './people.mjs'

const header = '订单编号,买家会员名,总金额,买家应付邮费,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量'
const row = (n, total = '128.00') => `="21380000000000${100000 + n}",tb_${n},${total},0.00,"买家已付款，等待卖家发货",林安,浙江省 杭州市 文三路 1 号,'13800138000,2026-05-01 20:00:00,2026-05-01 20:01:00,青釉手捏杯,1`
const file = (name, lines) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n') + '\r\n') })

export const tests = {
  async 'an export is looked at, taken, and its wrong rows are told'({ base, browser, accounts }) {
    const guyan = await worker(browser, base, accounts, 'admin', { status: 'busy' })
    const { page } = guyan
    await page.goto(`${base}/desk/settings/imports`)
    await page.locator('input[type=file]').setInputFiles(file('五月.csv', [header, row(1), row(2, 'many'), row(3)]))
    await page.getByText('识别为 淘宝 的订单表').waitFor()
    await page.getByText('138****8000').first().waitFor()
    assert.equal(await page.getByText('13800138000').count(), 0, 'what is personal is hidden')
    await page.getByRole('button', { name: '开始导入' }).click()
    await page.getByText('新增 2 · 更新 0 · 未变 0 · 有问题 1').first().waitFor()
    await page.getByRole('button', { name: '查看问题行' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('金额看不懂').waitFor()
    await dialog.getByText('总金额').waitFor()
    assert.deepEqual(guyan.errors, [])
    await guyan.context.close()
  },

  async 'a file with shifted columns is refused with a reason'({ base, browser, accounts }) {
    const guyan = await worker(browser, base, accounts, 'admin', { status: 'busy' })
    const { page } = guyan
    await page.goto(`${base}/desk/settings/imports`)
    await page.locator('input[type=file]').setInputFiles(file('错位.csv', [header, `x,${row(7)}`, `x,${row(8)}`, `x,${row(9)}`]))
    await page.getByText('列整体错位了').waitFor()
    assert.equal(await page.getByRole('button', { name: '开始导入' }).count(), 0)
    await page.getByRole('button', { name: '放弃' }).click()
    await page.getByText('把文件拖到这里').waitFor()
    await guyan.context.close()
  },

  async 'a shop is connected, its secret is shown once, and its trouble is told in words'({ base, browser, accounts }) {
    const guyan = await worker(browser, base, accounts, 'admin', { status: 'busy' })
    const { page } = guyan
    await page.goto(`${base}/desk/settings/connections`)
    await page.getByRole('button', { name: '对接店铺' }).click()
    await page.getByLabel('名称').fill('测试店')
    await page.getByLabel('店铺地址').fill('https://127.0.0.1')
    await page.getByLabel('账号').fill('superadmin')
    await page.getByLabel('密码').fill('x')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('whsec_').waitFor()
    await page.getByRole('button', { name: '已保存好' }).click()
    assert.equal(await page.getByText('whsec_').count(), 0)
    await page.getByText('这个地址在内网').waitFor()
    await page.getByRole('button', { name: '移除 测试店' }).click()
    await page.getByRole('button', { name: '移除', exact: true }).click()
    await page.getByText('还没有对接店铺').waitFor()
    await guyan.context.close()
  },
}
