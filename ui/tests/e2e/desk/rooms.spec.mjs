// Every room opens for who may enter it, works by keyboard, passes axe, and breaks no policy.

import assert from 'node:assert/strict'
import { axe, unique, until } from '../cast.mjs'
import { caller, worker } from './people.mjs'

const rooms = ['/c', '/orders', '/contacts', '/scripts', '/people', '/settings/me', '/settings/desk', '/settings/shop', '/settings/embedding', '/settings/tokens', '/settings/audit', '/settings/connections', '/settings/imports', '/promises']

async function everyRoom({ base, browser, accounts }, colorScheme, rooms) {
  const guyan = await worker(browser, base, accounts, 'admin', { colorScheme, bypassCSP: true, status: 'busy' })
  for (const room of rooms) {
    await guyan.page.goto(`${base}/desk${room}`)
    await guyan.page.getByRole('main').waitFor()
    await until('no skeleton', async () => (await guyan.page.locator('.skeletons').count()) === 0)
    assert.deepEqual([room, await axe(guyan.page)], [room, []])
    assert.equal(await guyan.page.locator('.state[role=alert]').count(), 0, `${room} is broken`)
  }
  assert.deepEqual(guyan.errors, [])
  await guyan.context.close()
}

export const tests = {
  async 'a wrong password is told, and nothing more; the right one leads where one was going'({ base, browser, accounts }) {
    const { email, password } = accounts.find(one => one.role === 'admin')
    const context = await browser.newContext({ locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${base}/desk/people`)
    await page.getByLabel('邮箱').fill(email)
    await page.getByLabel('密码').fill('certainly not this')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').getByText('邮箱或密码不正确').waitFor()
    assert.ok(page.url().includes('/sign_in'))
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('navigation', { name: '主导航' }).waitFor()
    await until('the page that was asked for', async () => page.url().endsWith('/desk/people'))
    await context.close()
  },

  async 'an agent sees only the rooms of an agent'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    assert.deepEqual(await ben.page.locator('.rail-word').allInnerTexts(), ['会话', '售后', '订单', '跟进', '承诺', '客户', '商品', '话术', '时效', '排班', '评分', '设置'])
    await ben.page.goto(`${base}/desk/people`)
    await until('the inbox instead', async () => ben.page.url().endsWith('/desk/c'))
    await ben.close()
  },

  'every room of an admin draws, without serious findings': context => everyRoom(context, 'light', rooms),
  'lists, tables and forms draw in the dark, without serious findings': context => everyRoom(context, 'dark', ['/scripts', '/people', '/settings/shop']),

  async 'a conversation in all its lights passes axe'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    const ann = await caller(base)
    const question = unique('看看灯')
    await ann.says(question)
    await ben.take(question)
    for (const [words, light] of [['亲，这个不归我们管', '红灯'], ['我们会尽快处理', '黄灯'], ['非常抱歉，我现在就为您登记补发', '绿灯']]) {
      await ben.write(words)
      await ben.judged(light)
      assert.deepEqual([light, await axe(ben.page)], [light, []])
    }
    await ben.write('')
    await ben.page.keyboard.press('Control+k')
    await ben.page.getByRole('dialog').waitFor()
    assert.deepEqual(await axe(ben.page), [])
    await ben.context.close()
  },

  async 'the palette finds a word of two characters in what was said'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('这只霁蓝釉的杯子还有吗')
    await ann.says(question)
    await ben.page.keyboard.press('Control+k')
    const palette = ben.page.getByRole('combobox', { name: '搜索与命令' })
    await palette.waitFor()
    await until('the message, marked', async () => {
      await palette.fill('')
      await palette.fill('霁蓝')
      return ben.page.locator('.palette-item mark', { hasText: '霁蓝' }).first().waitFor({ timeout: 2000 }).then(() => true, () => false)
    })
    await ben.page.locator('.palette-item', { has: ben.page.locator('mark') }).first().click()
    await ben.log.getByText(question).waitFor()
    await ben.close()
  },

  async 'a contact is renamed, tagged and noted, and the list knows at once'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('我是老顾客')
    await ann.says(question)
    await ben.take(question)
    const side = ben.page.getByRole('complementary', { name: '顾客资料' })
    await side.getByRole('button', { name: '修改称呼' }).click()
    const name = unique('林小满')
    await side.getByRole('textbox', { name: '顾客' }).fill(name)
    await ben.page.keyboard.press('Enter')
    await until('the name in the list', async () => (await ben.page.locator('.row-name', { hasText: name }).count()) === 1)
    await side.getByRole('list', { name: '顾客标签' }).getByRole('button', { name: '标签', exact: true }).click()
    await ben.page.keyboard.type('送礼')
    await ben.page.keyboard.press('Enter')
    await side.getByRole('button', { name: '移除标签 送礼' }).waitFor()
    await ben.page.reload()
    await side.getByRole('button', { name: '移除标签 送礼' }).waitFor()
    await ben.close()
  },

  async 'the desk speaks English when asked, and remembers'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    await ben.page.getByRole('button', { name: '打开个人菜单' }).click()
    await ben.page.getByRole('menuitem', { name: 'Switch to English' }).click()
    await ben.page.getByRole('navigation', { name: 'Main navigation' }).getByText('Inbox').waitFor()
    await ben.page.reload()
    await ben.page.getByRole('tab', { name: 'Queue' }).waitFor()
    await ben.close()
  },

  async 'a button without words does what its name says'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('看看按钮')
    await ann.says(question)
    await ben.take(question)
    await ben.page.getByRole('button', { name: '切换到深色' }).click()
    assert.equal(await ben.page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    await ben.page.getByRole('button', { name: '关闭提示音' }).click()
    await ben.page.getByRole('button', { name: '打开提示音' }).waitFor()
    const side = ben.page.getByRole('complementary', { name: '顾客资料' })
    await side.waitFor()
    await ben.page.getByRole('button', { name: '顾客资料' }).click()
    await until('no side panel', async () => (await side.count()) === 0)
    await ben.page.getByRole('button', { name: '表情' }).click()
    await ben.page.locator('.emoji').first().click()
    await until('the emoji', async () => (await ben.field.inputValue()) === '😊')
    await ben.write('')
    await ben.page.locator('.composer-bar').getByRole('button', { name: '话术' }).click()
    await ben.page.getByRole('listbox', { name: '话术' }).waitFor()
    await ben.write('')
    await ben.close()
  },

  async 'on a phone one column shows at a time'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts, 'agent', { viewport: { width: 390, height: 780 }, hasTouch: true })
    const ann = await caller(base)
    const question = unique('手机上也能回')
    await ann.says(question)
    await ben.take(question)
    assert.equal(await ben.page.getByRole('tablist', { name: '会话分类' }).isVisible(), false)
    assert.ok(await ben.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    await ben.page.getByRole('button', { name: '返回列表' }).click()
    await ben.page.getByRole('tablist', { name: '会话分类' }).waitFor()
    await ben.close()
  },
}
