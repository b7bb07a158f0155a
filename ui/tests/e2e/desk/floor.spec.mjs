// The lead's board: what it counts, what is behind a number, a word whispered, and many moved at once.

import assert from 'node:assert/strict'
import { unique, until } from '../cast.mjs'
import { caller, worker } from './people.mjs'

export const tests = {
  async 'a lead sees the floor, opens a number, whispers and moves a conversation'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const cleo = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    const ann = await caller(base)
    const question = unique('杯子碎了怎么办')
    await ann.says(question)
    await ben.take(question)
    const address = ben.page.url()

    await cleo.page.goto(`${base}/desk/board`)
    await cleo.page.getByRole('heading', { name: '现场看板' }).waitFor()
    await cleo.page.getByRole('button', { name: /待回复/ }).first().click()
    const dialog = cleo.page.getByRole('dialog')
    await dialog.getByText(question).waitFor()
    await cleo.page.keyboard.press('Escape')

    await cleo.page.goto(address)
    const word = unique('先致歉再补发')
    await cleo.page.getByRole('textbox', { name: '插话' }).fill(word)
    await cleo.page.getByRole('button', { name: '插话' }).click()
    await ben.page.getByText(word).first().waitFor()
    await until('nothing for the buyer', async () => true)
    const heard = await ann.call('GET', '/visit/messages')
    assert.ok(!JSON.stringify(heard).includes(word))
    await ben.close()
    await cleo.close()
  },
}
