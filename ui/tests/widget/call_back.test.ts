// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { callForm, isDialled } from '../../widget/src/call_back'
import { chatTexts } from '../../widget/src/chat_texts'

const filled = (send: (phone: string, when: string) => Promise<string | undefined>, done = vi.fn()) => {
  const form = callForm(chatTexts.zh, send, done) as HTMLFormElement
  document.body.replaceChildren(form)
  const phone = form.querySelector('input')!
  const submit = async () => {
    form.dispatchEvent(new Event('submit', { cancelable: true }))
    await new Promise(settled => setTimeout(settled))
  }
  return { form, phone, submit, done, said: () => form.querySelector('[role=alert]')!.textContent }
}

describe('a call back', () => {
  it.each(['13812345678', '+86 138-1234-5678', '(0571) 8888 1234'])('can be dialled: %s', phone => expect(isDialled(phone)).toBe(true))
  it.each(['', '123456', 'call me', '138+12345678', '1234567890123456'])('cannot be dialled: %s', phone => expect(isDialled(phone)).toBe(false))

  it('asks the house once the number is good, and is done', async () => {
    const send = vi.fn(async () => undefined)
    const { phone, submit, done, said } = filled(send)
    phone.value = 'call me'
    await submit()
    expect(said()).toBe('请填写正确的电话号码')
    expect(send).not.toHaveBeenCalled()
    phone.value = ' 138 1234 5678 '
    await submit()
    expect(send).toHaveBeenCalledWith('138 1234 5678', 'soon')
    expect(done).toHaveBeenCalledOnce()
  })

  it('stays with the reason when the house says no', async () => {
    const { phone, submit, done, said } = filled(async () => 'asked_already')
    phone.value = '13812345678'
    await submit()
    expect(said()).toBe('已经预约过回电，请留意来电')
    expect(done).not.toHaveBeenCalled()
    const other = filled(async () => 'unavailable')
    other.phone.value = '13812345678'
    await other.submit()
    expect(other.said()).toBe('没有预约成功，请稍后再试')
  })
})
