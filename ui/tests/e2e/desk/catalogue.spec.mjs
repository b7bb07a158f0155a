// Products and promotions at the desk: found, shown to a buyer, reckoned.

import assert from 'node:assert/strict'
import { unique, until } from '../cast.mjs'
import { caller, worker } from './people.mjs'

export const tests = {
  async 'a product is found beside the chat, its card reaches the buyer, its best plan the composer'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('青釉杯还有货吗')
    await ann.says(question)
    await ben.take(question)
    const side = ben.page.getByRole('complementary', { name: '顾客资料' })
    await side.getByRole('tab', { name: '商品' }).click()
    await side.getByRole('searchbox').fill('马克杯')
    await side.getByRole('button', { name: /青釉手作马克杯/ }).click()
    await side.getByRole('button', { name: /放入试算：350 ml/ }).click()
    await side.getByText('这样买最划算').waitFor()
    await side.getByRole('button', { name: '插入回复' }).first().click()
    await until('the sentence in the composer', async () => (await ben.field.inputValue()).includes('这样买最划算'))
    await side.getByRole('button', { name: '发送卡片' }).click()
    await ben.page.locator('.product-title', { hasText: '青釉手作马克杯' }).first().waitFor()
    await ben.close()
  },

  async 'the products page filters, shows stock and the promotions of a product'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    await ben.page.goto(`${base}/desk/products`)
    await ben.page.getByRole('link', { name: /月白茶具/ }).click()
    const detail = ben.page.getByRole('complementary', { name: '商品详情' })
    await detail.getByText('茶具 95 折').waitFor()
    assert.ok(await detail.getByText('景德镇仓').count() > 0)
    assert.equal(await detail.getByRole('button', { name: '编辑', exact: true }).count(), 0)
    await ben.page.getByRole('button', { name: '紧张' }).click()
    await until('only what is low', async () => await ben.page.getByRole('link', { name: /月白茶具/ }).count() === 0)
    await ben.page.goto(`${base}/desk/promotions`)
    await ben.page.getByText('满 500 赠藤杯垫').first().waitFor()
    await ben.close()
  },
}
