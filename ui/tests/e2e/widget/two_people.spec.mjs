// A buyer and an agent, live: what one does the other sees, once and in order.

import assert from 'node:assert/strict'
import { agent, buyer, unique, until } from '../cast.mjs'

export const tests = {
  async 'talk, see each other read, and close the gap of a closed window'({ base, browser, accounts }) {
    const ann = await buyer(browser)
    const ben = await agent(base, accounts)
    const question = unique('杯子可以刻字吗')
    await ann.open(`${base}/pages/mug.html`)
    await ann.say(question)
    await ann.sees(question, '已送达')

    const conversation = await ben.take(question)
    await ann.log.getByText(`${ben.me.name} 为您服务`).waitFor()
    await until('the agent\'s name at the top', async () => (await ann.panel.locator('.sign').innerText()).includes(ben.me.name))
    assert.equal(await ann.panel.locator('.bar').isVisible(), false, 'no queue any more')
    const answer = unique('您好，可以刻字的，我这就帮您登记')
    await ben.reply(conversation, answer)
    await ann.sees(answer, ben.me.name)
    const { body } = await ben.call('GET', `/conversations/${conversation}`)
    await ben.call('PUT', `/conversations/${conversation}/read`, { seq: body.last_seq })
    await ann.sees(question, '已读')
    await until('the buyer\'s read mark', async () => {
      const { body } = await ben.call('GET', `/conversations/${conversation}`)
      return body.buyer_read_seq >= 2
    })

    // The window is closed: a number on the button, and the words are there on the next page.
    await ann.page.keyboard.press('Escape')
    const more = unique('您好，刻字样式已经备好，请您过目')
    await ben.reply(conversation, more)
    await until('one unread', async () => (await ann.page.locator('xiaoer-chat .badge').innerText()) === '1')
    await ann.page.goto(`${base}/pages/vase.html`)
    await until('one unread on the next page', async () => (await ann.page.locator('xiaoer-chat .badge').innerText()) === '1')
    await ann.launcher.click()
    await ann.sees(more)
    await until('nothing unread', async () => !(await ann.page.locator('xiaoer-chat .badge').isVisible()))
    assert.deepEqual(ann.errors, [])
  },

  async 'a transfer and an end are told in the buyer\'s words, without the reason'({ base, browser, accounts }) {
    const ann = await buyer(browser)
    const ben = await agent(base, accounts)
    const cleo = await agent(base, accounts, 'lead')
    const question = unique('想找主管')
    await ann.open(`${base}/pages/bowl.html`)
    await ann.say(question)
    await ann.sees(question, '已送达')
    const conversation = await ben.take(question)
    const reason = unique('买家情绪激动')
    const moved = await ben.call('POST', `/conversations/${conversation}/transfer`, { to: cleo.me.id, reason })
    assert.ok(moved.status < 300, JSON.stringify(moved))
    await ann.log.getByText(`已为您转接，${cleo.me.name} 继续为您服务`).waitFor()
    await until('the new name at the top', async () => (await ann.panel.locator('.sign').innerText()).includes(cleo.me.name))
    await cleo.call('POST', `/conversations/${conversation}/closure`, {})
    await ann.log.getByText('本次会话已结束').waitFor()
    assert.ok(!(await ann.log.innerText()).includes(reason))
    assert.doesNotMatch(await ann.log.innerText(), /\w\|/)
    // Writing again goes on with the same conversation.
    const again = unique('还有一个问题')
    await ann.say(again)
    await ann.sees(again, '已送达')
    assert.equal(new Set((await ann.stored(base)).map(({ conversation }) => conversation)).size, 1)
  },

  async 'typing shows on both sides, notes stay inside'({ base, browser, accounts }) {
    const ann = await buyer(browser)
    const ben = await agent(base, accounts)
    const question = unique('什么时候发货')
    await ann.open(`${base}/pages/teaset.html`)
    await ann.say(question)
    await ann.sees(question, '已送达')
    const conversation = await ben.take(question)

    await ben.call('PUT', `/conversations/${conversation}/typing`, {})
    await ann.page.locator('xiaoer-chat').getByRole('img', { name: '对方正在输入' }).waitFor()

    const secret = unique('内部备注不要让买家看见')
    const noted = await ben.call('POST', `/conversations/${conversation}/messages`, { client_key: crypto.randomUUID(), kind: 'note', text: secret })
    assert.equal(noted.status, 201)
    const answer = unique('您好，今天 16:00 前下单当天发出')
    await ben.reply(conversation, answer)
    await ann.sees(answer)
    assert.equal(await ann.row(secret).count(), 0)
    assert.ok(!JSON.stringify(await ann.stored(base)).includes(secret))
    // The words after a note the buyer cannot see are still followed live.
    const after = unique('您好，已经为您登记')
    await ben.reply(conversation, after)
    await ann.sees(after)
  },

  async 'the product being looked at travels as a card'({ base, browser, accounts }) {
    const ann = await buyer(browser)
    const ben = await agent(base, accounts)
    const question = unique('这一套还有吗')
    await ann.open(`${base}/pages/teaset.html`)
    await ann.page.getByRole('button', { name: '发送商品' }).click()
    await ann.page.locator('xiaoer-chat .row .card', { hasText: '月白茶具' }).waitFor()
    await ann.say(question)
    await ann.sees(question, '已送达')
    const conversation = await ben.take(question)
    const { body } = await ben.call('GET', `/conversations/${conversation}/messages?after_seq=0`)
    const { card } = body.items.find(({ card }) => card)
    assert.equal(card.title, '月白茶具 一壶四杯')
    assert.equal(card.price, '¥568.00')
    assert.ok(card.url.endsWith('/pages/teaset.html'))
    // The offer steps aside once it was taken.
    assert.equal(await ann.page.getByRole('button', { name: '发送商品' }).isVisible(), false)
  },
}
