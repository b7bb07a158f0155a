// An agent answers a buyer: by mouse, by keyboard, past the traffic light, and through a dead network.

import assert from 'node:assert/strict'
import { unique, until } from '../cast.mjs'
import { caller, worker } from './people.mjs'

const good = () => unique('非常抱歉给您添麻烦了，我现在就为您登记补发，今天 18:00 前发出')

export const tests = {
  async 'a message arrives at once, is claimed, answered and read on'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('杯子收到是碎的')
    await ann.says(question)
    await ben.take(question)
    const more = unique('麻烦看一下')
    await ann.says(more)
    await ben.sees(more)

    const answer = good()
    await ben.write(answer)
    await ben.judged('绿灯')
    await ben.page.getByRole('button', { name: /^发送(?!方式)/ }).click()
    await ben.sees(answer, '已送达')
    await until('the answer at the buyer, once', async () => (await ann.heard()).filter(text => text === answer).length === 1)
    assert.equal(await ben.field.inputValue(), '')
    await ben.close()
  },

  async 'answers with four keys and no mouse'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('器物破损了怎么办')
    await ann.says(question)
    await ben.take(question)
    await ben.page.keyboard.press('Escape')
    await ben.page.locator('body').click({ position: { x: 5, y: 500 } })
    await ben.page.keyboard.press('j')
    await ben.row(question).first().click()
    await ben.page.locator('body').click({ position: { x: 5, y: 500 } })

    await ben.page.keyboard.press('r')
    assert.ok(await ben.field.evaluate(field => field === document.activeElement))
    await ben.page.keyboard.type('/破损')
    await ben.page.getByRole('listbox', { name: '话术' }).getByRole('option').first().waitFor()
    await ben.page.keyboard.press('Enter')
    await until('the script', async () => (await ben.field.inputValue()).includes('非常抱歉'))
    assert.ok(!(await ben.field.inputValue()).includes('/破损'))
    await ben.page.keyboard.press('Control+Enter')
    await until('the script at the buyer', async () => (await ann.heard()).some(text => text.includes('非常抱歉')))
    await ben.close()
  },

  async 'red stops it, one press puts it right'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('快递摔碎了你们管不管')
    await ann.says(question)
    await ben.take(question)
    await ben.write('亲，这个不归我们管。')
    await ben.judged('红灯')
    assert.ok(await ben.page.getByRole('button', { name: /^发送(?!方式)/ }).isDisabled())
    await ben.field.press('Control+Enter')
    assert.equal(await ben.page.getByRole('button', { name: '仍要发送' }).count(), 0)
    assert.deepEqual(await ann.heard(), [])

    await ben.page.keyboard.press('Alt+r')
    await until('other words', async () => !(await ben.field.inputValue()).includes('不归我们管'))
    await ben.page.keyboard.press('Control+z')
    await until('the old words back', async () => (await ben.field.inputValue()).includes('不归我们管'))
    await ben.write('')
    await ben.close()
  },

  async 'a lead may send a red reply with a reason'({ base, browser, accounts }) {
    const cleo = await worker(browser, base, accounts, 'lead')
    const ann = await caller(base)
    const question = unique('你们主管怎么说')
    await ann.says(question)
    await cleo.take(question)
    await cleo.write('亲，这个不归我们管。')
    await cleo.judged('红灯')
    await cleo.page.getByRole('button', { name: '仍要发送' }).click()
    const dialog = cleo.page.getByRole('dialog')
    assert.ok(await dialog.getByRole('button', { name: '仍要发送' }).isDisabled())
    await dialog.getByLabel('原因').fill('引用顾客原话')
    await dialog.getByRole('button', { name: '仍要发送' }).click()
    await until('the reply at the buyer', async () => (await ann.heard()).includes('亲，这个不归我们管。'))
    await cleo.close()
  },

  async 'yellow waits three seconds and can be taken back'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('什么时候能处理好')
    await ann.says(question)
    await ben.take(question)
    const vague = unique('我们会尽快处理')
    await ben.write(vague)
    await ben.judged('黄灯')
    await ben.field.press('Control+Enter')
    await ben.page.getByRole('button', { name: '撤回修改' }).last().click()
    await until('the words back', async () => (await ben.field.inputValue()) === vague)
    await ben.page.waitForTimeout(3500)
    assert.deepEqual(await ann.heard(), [])

    const sent_at = Date.now()
    await ben.field.press('Control+Enter')
    await ben.page.getByText('秒后发送').waitFor()
    await until('the reply at the buyer', async () => (await ann.heard()).includes(vague))
    assert.ok(Date.now() - sent_at >= 3000)
    await ben.close()
  },

  async 'what is written without a network leaves when it is back, once and in order'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('还在吗')
    await ann.says(question)
    await ben.take(question)
    await ben.context.setOffline(true)
    const [first, second] = [good(), good()]
    for (const text of [first, second]) {
      await ben.write(text)
      await ben.field.press('Control+Enter')
    }
    await until('two that wait', async () => (await ben.page.locator('.is-outgoing.is-queued').count()) === 2)
    assert.deepEqual(await ann.heard(), [])
    await ben.context.setOffline(false)
    await until('both at the buyer', async () => (await ann.heard()).length === 2)
    assert.deepEqual(await ann.heard(), [first, second])
    await ben.close()
  },

  async 'a draft is kept through a reload and marked in the list'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const [ann, dora] = [await caller(base), await caller(base)]
    const [question, other] = [unique('想问尺寸'), unique('想问颜色')]
    await ann.says(question)
    await dora.says(other)
    await ben.take(other)
    await ben.take(question)
    const draft = unique('写到一半')
    await ben.write(draft)
    await ben.row(other).first().click()
    await ben.row(question).filter({ hasText: '草稿' }).waitFor()
    await ben.page.reload()
    await ben.row(question).first().click()
    await until('the draft', async () => (await ben.field.inputValue()) === draft)
    await ben.write('')
    await ben.close()
  },

  async 'a note stays inside'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('能开发票吗')
    await ann.says(question)
    await ben.take(question)
    await ben.page.keyboard.press('Alt+n')
    const secret = unique('老顾客，多关照')
    await ben.page.getByRole('textbox', { name: '内部备注' }).fill(secret)
    await ben.page.keyboard.press('Control+Enter')
    await ben.page.locator('.message.is-note', { hasText: secret }).waitFor()
    await ben.page.keyboard.press('Alt+n')
    const answer = good()
    await ben.write(answer)
    await ben.field.press('Control+Enter')
    await until('the answer', async () => (await ann.heard()).includes(answer))
    assert.ok(!(await ann.heard()).some(text => text.includes(secret)))
    await ben.close()
  },

  async 'a picture is sent and opened'({ base, browser, accounts }) {
    const ben = await worker(browser, base, accounts)
    const ann = await caller(base)
    const question = unique('发张实拍图看看')
    await ann.says(question)
    await ben.take(question)
    const made = await ben.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 200 })
      const pen = canvas.getContext('2d')
      pen.fillStyle = '#5d8f86'
      pen.fillRect(40, 40, 200, 120)
      const blob = await new Promise(done => canvas.toBlob(done, 'image/png'))
      return [...new Uint8Array(await blob.arrayBuffer())]
    })
    await ben.page.locator('.composer-bar input[type=file]').setInputFiles({ name: '实拍.png', mimeType: 'image/png', buffer: Buffer.from(made) })
    await until('the upload', async () => (await ben.page.locator('.attachment progress').count()) === 0 && (await ben.page.locator('.attachment').count()) === 1)
    await ben.field.press('Control+Enter')
    const picture = ben.page.locator('.message.is-right .picture img')
    await picture.waitFor()
    await until('the picture has loaded', () => picture.evaluate(image => image.complete && image.naturalWidth === 320))
    await ben.page.locator('.message.is-right .picture').click()
    await ben.page.getByRole('dialog').getByRole('button', { name: '旋转' }).click()
    await ben.page.keyboard.press('Escape')
    await until('the viewer closed', async () => (await ben.page.getByRole('dialog').count()) === 0)
    await ben.close()
  },
}
