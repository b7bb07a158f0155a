// Products and promotions at the desk: found, shown to a buyer, reckoned.

import assert from 'node:assert/strict'
import { buyer, unique, until } from '../cast.mjs'
import { worker } from './people.mjs'

export const tests = {
  async 'a product is found beside the chat, its card reaches the buyer, its best plan the composer'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await buyer(browser)
    await ann.open(`${base}/pages/teaset.html`)
    const question = unique('青釉杯还有货吗')
    await ann.say(question)
    await ann.sees(question, '已送达')
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
    const card = ann.log.locator('.card', { hasText: '青釉手作马克杯' })
    await card.waitFor()
    assert.match(await card.textContent(), /¥128\.00/)
    assert.match(await card.getAttribute('href'), /\/pages\/mug\.html$/)
    assert.deepEqual(ann.errors, [])
    await ann.context.close()
    await ben.close()
  },

  async 'a manager stops counting a variant, and an agent sees that there is some'({ base, browser, accounts }) {
    const guyan = await worker(browser, base, accounts, 'admin', { status: 'busy' })
    const ben = await worker(browser, base, accounts)
    for (const desk of [guyan, ben]) {
      await desk.page.goto(`${base}/desk/products`)
      await desk.page.getByRole('link', { name: /莲叶香插/ }).click()
    }
    const detail = desk => desk.page.getByRole('complementary', { name: '商品详情' })
    const row = detail(guyan).locator('tbody tr').first()
    const code = await row.locator('code').textContent()
    const open = () => detail(guyan).getByRole('button', { name: `编辑 ${code}` }).click()
    const dialog = guyan.page.getByRole('dialog', { name: code })
    await open()
    await dialog.getByRole('switch', { name: /按库存销售/ }).click()
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await detail(ben).getByText('不计库存').waitFor()

    // Counted again, in two warehouses; a number that cannot be is refused and may be mended.
    await open()
    await dialog.getByRole('switch', { name: /按库存销售/ }).click()
    await dialog.getByLabel('现有数量').fill('5')
    await dialog.getByRole('button', { name: '添加仓库' }).click()
    await dialog.getByLabel('仓库名称').last().fill('龙泉仓')
    await dialog.getByLabel('现有数量').last().fill('7')
    await dialog.getByLabel('预警数量').fill('2000000')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('数值超出范围').first().waitFor()
    await dialog.getByLabel('预警数量').fill('3')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await detail(ben).getByText('龙泉仓 7').waitFor()
    await detail(ben).getByText('12', { exact: true }).waitFor()
    assert.deepEqual([guyan.errors, ben.errors], [[], []])
    await guyan.close()
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
