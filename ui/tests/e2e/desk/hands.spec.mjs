// Conversations change hands: transfer, take over, close and reopen; and the session may end meanwhile.

import assert from 'node:assert/strict'
import { agent, unique, until } from '../cast.mjs'
import { caller, worker } from './people.mjs'

export const tests = {
  async 'a transfer needs a person and a reason, and the other sees both at once'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const cleo = await worker(browser, base, accounts, 'lead', { status: 'busy' })
    const ann = await caller(base)
    const question = unique('要求找主管')
    await ann.says(question)
    await ben.take(question)
    await ben.page.getByRole('button', { name: '转接', exact: true }).click()
    const dialog = ben.page.getByRole('dialog')
    await dialog.getByText('程野').click()
    assert.ok(await dialog.getByRole('button', { name: '转接' }).isDisabled())
    const reason = unique('顾客要求主管回复')
    await dialog.getByLabel('转接说明').fill(reason)
    // The card is there already: what the buyer asked stands in it.
    await until('the card', async () => (await dialog.getByLabel('问题').inputValue()).includes(question))
    await dialog.getByRole('button', { name: '转接', exact: true }).click()
    const offer = cleo.page.getByRole('region', { name: '转接' })
    await offer.getByText(question).waitFor()
    await offer.getByRole('button', { name: '接手' }).click()
    await ben.page.getByText('程野 正在接待').waitFor()

    await cleo.page.getByRole('tab', { name: '接待中' }).click()
    await cleo.page.locator('.row', { hasText: reason }).or(cleo.row(question)).first().click({ force: true })
    await cleo.log.getByText(reason).waitFor()
    await cleo.log.getByText('将会话转接给 程野').waitFor()
    await cleo.field.waitFor()
    await ben.close()
    await cleo.close()
  },

  async 'closing can be undone, and a closed one can be opened again'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('好的没问题了')
    await ann.says(question)
    await ben.take(question)
    const address = ben.page.url()
    await ben.page.getByRole('button', { name: '结束', exact: true }).click()
    await ben.page.getByRole('dialog').getByRole('button', { name: '结束' }).click()
    await ben.page.getByRole('button', { name: '撤销' }).click()
    await ben.page.goto(address)
    await ben.field.waitFor()
    await ben.page.keyboard.press('Escape')
    await ben.page.locator('body').click({ position: { x: 5, y: 500 } })
    await ben.page.keyboard.press('e')
    await until('another place', async () => ben.page.url() !== address)
    await ben.page.goto(address)
    await ben.page.getByText('会话已结束').first().waitFor()
    await ben.page.getByRole('button', { name: '重新打开' }).first().click()
    await ben.field.waitFor()
    await ben.close()
  },

  async 'the loser of two claims learns who was quicker'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const cleo = await agent(base, accounts, 'lead')
    await cleo.call('PUT', '/me/status', { status: 'busy' })
    const ann = await caller(base)
    const question = unique('有人吗')
    await ann.says(question)
    await ben.page.getByRole('tab', { name: '排队' }).click()
    const row = ben.row(question).first()
    const was_waiting = await row.waitFor({ timeout: 4000 }).then(() => true, () => false)
    // The house may have given it to an agent who is online; then there is nothing to race for.
    if (was_waiting) {
      await row.click()
      await ben.log.getByText(question).waitFor()
      await ben.context.setOffline(true)
      const id = ben.page.url().split('/').pop()
      assert.ok((await cleo.call('POST', `/conversations/${id}/claim`, {})).status < 300)
      await ben.context.setOffline(false)
      const claim = ben.page.getByRole('button', { name: '接入', exact: true }).first()
      // The news may come between the look and the click: then the button is gone, which is as good an answer.
      if (await claim.isVisible()) await claim.click({ timeout: 3000 }).catch(async why => { if (await claim.isVisible()) throw why })
      await ben.page.getByText('程野', { exact: false }).first().waitFor()
      await ben.page.getByText('程野 正在接待').waitFor()
    }
    await ben.close()
  },

  async 'an ended session asks to sign in again and loses no word'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('等您回复')
    await ann.says(question)
    await ben.take(question)
    const answer = unique('感谢您的耐心等待，我现在就为您查询，今天 18:00 前答复您')
    // The light has been answered; else its question would be the first to hear that the session is over.
    const lit = ben.page.waitForResponse(one => one.url().endsWith('/manners/check') && one.request().postDataJSON().text === answer)
    await ben.write(answer)
    await (await lit).finished()
    // Nothing else asks meanwhile, so that it is the reply that hears of it.
    const others = address => address.pathname.startsWith('/api/') && !address.pathname.endsWith('/messages')
    await ben.page.route(others, route => route.abort())
    await ben.context.clearCookies()
    await ben.field.press('Control+Enter')
    const dialog = ben.page.getByRole('dialog', { name: '登录已过期' })
    await dialog.getByLabel('密码').fill(ben.account.password)
    await ben.page.unroute(others)
    await dialog.getByRole('button', { name: '登录' }).click()
    await until('the answer, once', async () => (await ann.heard()).filter(text => text === answer).length === 1)
    assert.equal(await dialog.count(), 0)
    await ben.close()
  },
}
