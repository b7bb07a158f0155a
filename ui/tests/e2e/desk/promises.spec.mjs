// The promise ledger: what an agent writes is offered, confirmed with one click, and seen live by the lead.

import assert from 'node:assert/strict'
import { axe, unique, until } from '../cast.mjs'
import { caller, worker } from './people.mjs'

const strip = who => who.page.getByRole('region', { name: '本会话的承诺' })
const openList = async (who, base) => {
  await who.page.goto(`${base}/desk/promises`)
  await who.page.getByRole('heading', { name: '承诺' }).waitFor()
  await until('no skeleton', async () => (await who.page.locator('.skeletons').count()) === 0)
}
const send = async (who, text) => {
  await who.write(text)
  await who.judged('灯')
  await who.field.press('Control+Enter')
  await who.sees(text)
}

export const tests = {
  async 'a promise is offered, noted with one click, and on the lead\'s page at once'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy', bypassCSP: true })
    const ben = await worker(browser, base, accounts, 'agent', { bypassCSP: true })
    await openList(lead, base)
    const ann = await caller(base)
    const question = unique('杯子什么时候有结果')
    await ann.says(question)
    await ben.take(question)
    await send(ben, '您好，仓库核实后，明天18:00前回复您')
    const offered = strip(ben).getByRole('listitem').filter({ hasText: '明天18:00前回复' })
    await offered.getByText('刚才的话算承诺吗？').waitFor()
    assert.deepEqual(await axe(ben.page), [])
    const row = lead.page.getByRole('listitem').filter({ hasText: '明天18:00前回复' })
    await row.getByText('待确认').waitFor()
    await offered.getByRole('button', { name: '记为承诺' }).click()
    await offered.getByText(/还剩/).waitFor()
    await row.getByText('进行中').waitFor()
    assert.deepEqual(await axe(lead.page), [])

    // The agent moves the time; the lead sees it without asking again.
    const before = await row.locator('b').innerText()
    await offered.getByRole('button', { name: '更多操作' }).click()
    await ben.page.getByRole('menuitem', { name: '改时间' }).click()
    await ben.page.getByRole('dialog').getByRole('button', { name: '2 小时内' }).click()
    await ben.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await until('the other time', async () => (await row.locator('b').innerText()) !== before)
    await offered.getByRole('button', { name: '已兑现' }).click()
    await until('it left the strip', async () => (await offered.count()) === 0)
    await until('and the list of what is due', async () => (await row.count()) === 0)
    await lead.page.getByRole('button', { name: '已了结' }).click()
    await row.getByText('已兑现').waitFor()
    await lead.close()
    await ben.close()
  },

  async 'what was no promise goes with a click, and a vague one asks for its time'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('这个能补发吗')
    await ann.says(question)
    await ben.take(question)
    await send(ben, '您好，今晚24:00前给您回复')
    await strip(ben).getByRole('button', { name: '不是承诺' }).click()
    await until('the strip is gone', async () => (await strip(ben).count()) === 0)
    await send(ben, '好的，我这边会给您补发一个新的')
    await strip(ben).getByText('没有说时间').waitFor()
    await strip(ben).getByRole('button', { name: '定个时间' }).click()
    await ben.page.getByRole('dialog').getByRole('button', { name: '1 小时内' }).click()
    await ben.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await strip(ben).getByText(/还剩/).waitFor()
    // By keyboard, from the composer: Alt P notes what was just said.
    await send(ben, '明天12:00前给您回电说明情况')
    await strip(ben).getByText('刚才的话算承诺吗？').waitFor()
    await ben.field.press('Alt+p')
    await until('noted', async () => (await strip(ben).getByText('刚才的话算承诺吗？').count()) === 0)
    await ben.close()
  },

  async 'the page is worked by keyboard and stands on a phone'({ base, browser, accounts }) {
    const lead = await worker(browser, base, accounts, 'lead', { status: 'busy', bypassCSP: true })
    await openList(lead, base)
    const first = lead.page.locator('.promise').first()
    await first.waitFor()
    await lead.page.keyboard.press('j')
    assert.match(await first.getAttribute('class'), /is-chosen/)
    await lead.page.getByLabel('类型').selectOption('call_back')
    await lead.page.getByRole('button', { name: /^已超时/ }).click()
    const late = lead.page.locator('.promise').filter({ hasText: '下午三点前给您回电' })
    await late.getByRole('button', { name: '说明情况' }).click()
    await lead.page.getByRole('dialog').getByLabel('情况说明').fill('晚了二十分钟，已致歉并补一张券')
    await lead.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await until('explained', async () => (await late.count()) === 0)
    await lead.page.setViewportSize({ width: 390, height: 844 })
    await lead.page.getByLabel('类型').selectOption('')
    await lead.page.getByRole('button', { name: '已了结' }).click()
    await lead.page.getByText('晚了二十分钟，已致歉并补一张券').waitFor()
    assert.ok(await lead.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing stands over the edge')
    assert.deepEqual(await axe(lead.page), [])
    await lead.close()
  },
}
