// A picture is made small, sent with its progress, shown in the conversation and viewed large.

import assert from 'node:assert/strict'
import { buyer, until } from '../cast.mjs'

/** A 2,400 x 1,800 photograph of nothing in particular, made by the browser itself. */
const photograph = page =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#e8dcc8'
    pen.fillRect(0, 0, 2400, 1800)
    pen.fillStyle = '#5f7f73'
    pen.fillRect(800, 500, 800, 800)
    return canvas.toDataURL('image/png').split(',')[1]
  })

const choose = async (ann, buffer, name = '破损.png', mimeType = 'image/png') =>
  ann.page.locator('xiaoer-chat input[type=file]').setInputFiles({ name, mimeType, buffer })

export const tests = {
  async 'is scaled to 1,600 px, delivered and opened large'({ base, browser }) {
    const ann = await buyer(browser)
    await ann.open(`${base}/pages/mug.html`)
    await choose(ann, Buffer.from(await photograph(ann.page), 'base64'))
    const shown = ann.page.locator('xiaoer-chat button.shot img')
    await shown.waitFor()
    await until('the picture to load', () => shown.evaluate(image => image.complete && image.naturalWidth > 0))
    assert.deepEqual(await shown.evaluate(image => [image.naturalWidth, image.naturalHeight]), [1600, 1200])
    const [message] = await ann.stored(base)
    assert.equal(message.files.length, 1)
    assert.deepEqual([message.files[0].width, message.files[0].height], [1600, 1200])

    await ann.page.locator('xiaoer-chat button.shot').click()
    const large = ann.page.locator('xiaoer-chat dialog.large')
    await until('the large picture', () => large.evaluate(dialog => dialog.open))
    await ann.page.keyboard.press('Escape')
    await until('the large picture to close', () => large.evaluate(dialog => !dialog.open))
    assert.ok(await ann.panel.isVisible(), 'Escape closes the picture, not the window')
    assert.deepEqual(await ann.violations(), [])
  },

  async 'is tried again when the upload breaks, once the house answers'({ base, browser }) {
    const ann = await buyer(browser)
    let broken = 0
    await ann.page.route('**/api/v1/visit/files**', route => (broken++ < 2 ? route.abort() : route.fallback()))
    await ann.open(`${base}/pages/mug.html`)
    await choose(ann, Buffer.from(await photograph(ann.page), 'base64'))
    await ann.page.locator('xiaoer-chat button.shot img').waitFor({ timeout: 30_000 })
    assert.equal((await ann.stored(base)).length, 1)
  },

  async 'chosen offline survives a reload, and keeps its place among the words'({ base, browser }) {
    const ann = await buyer(browser)
    await ann.open(`${base}/pages/mug.html`)
    await ann.say('前面的话')
    await ann.sees('前面的话', '已送达')
    const picture = Buffer.from(await photograph(ann.page), 'base64')
    await ann.page.route('**/api/**', route => route.abort())
    await ann.context.setOffline(true)
    await choose(ann, picture)
    await ann.page.locator('xiaoer-chat .shot canvas').waitFor()
    await ann.say('后面的话')
    await ann.context.setOffline(false)
    await ann.page.reload()
    await ann.page.locator('xiaoer-chat .shot canvas').waitFor()
    await ann.page.unroute('**/api/**')
    await ann.sees('后面的话', '已送达')
    const said = (await ann.stored(base)).filter(({ sender }) => sender === 'buyer')
    assert.deepEqual(said.map(({ text, files }) => text || files.length), ['前面的话', 1, '后面的话'])
    assert.deepEqual(await ann.violations(), [])
  },

  async 'that is broken is refused in words'({ base, browser }) {
    const ann = await buyer(browser)
    await ann.open(`${base}/pages/mug.html`)
    await choose(ann, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]), 'x.png')
    await ann.page.getByText('发送失败').waitFor()
    await ann.page.getByRole('button', { name: '删除' }).click()
    await until('the message to be gone', async () => (await ann.page.locator('xiaoer-chat .failed').count()) === 0)
  },
}
