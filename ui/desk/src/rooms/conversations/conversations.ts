// Every conversation the desk has seen, one copy each, replaced by newer versions.
import { call } from '../../kit/api'
import type { Conversation } from '../../kit/api.gen'
import { shelf } from '../../kit/cache'
import { liveCall, on } from '../../kit/live'
import { me } from '../../kit/session'

export const conversations = shelf<Conversation>((got, had) => got.version >= had.version)

on('conversation_changed', (conversation) => conversations.put(conversation))
on('contact_changed', (contact) => {
  for (const one of conversations.all()) {
    if (one.contact.id === contact.id) {
      conversations.change(one.id, { contact: { ...one.contact, ...contact } })
    }
  }
})
on('read_marked', ({ conversation, side, seq }) => {
  const had = conversations.get(conversation)
  if (!had) return
  const field = side === 'buyer' ? 'buyer_read_seq' : 'agent_read_seq'
  conversations.change(conversation, {
    [field]: Math.max(had[field], seq),
    ...(side === 'agent' && seq >= had.last_seq ? { unread: 0 } : {}),
  })
})

export const isMine = (one: Conversation) => one.state === 'assigned' && one.assignee === me.value?.id

/** A reply may be written: it is mine, or nobody's and still open. */
export const isOpenToMe = (one: Conversation) => isMine(one)

const keep = async (answer: Promise<Conversation>) => {
  const got = await answer
  if (got?.id) conversations.put(got)
  return got
}

export const fetchConversation = (id: string) => keep(call('GET /conversations/{id}', { id }))
export const claim = (id: string) => keep(call('POST /conversations/{id}/claim', { id }))
export const close = (id: string) => keep(call('POST /conversations/{id}/closure', { id }))
export const reopen = (id: string) => keep(call('DELETE /conversations/{id}/closure', { id }))
export const transfer = (id: string, to: string, reason: string) =>
  keep(call('POST /conversations/{id}/transfer', { id }, { to, reason }))
export const setTags = (id: string, tags: string[]) =>
  keep(call('PUT /conversations/{id}/tags', { id }, { tags }))

/** Read marks go through the socket when it lives: they are many and small. */
export async function markRead(id: string, seq: number) {
  conversations.change(id, { unread: 0, agent_read_seq: seq })
  const body = { seq }
  await liveCall('PUT /conversations/{id}/read', { id }, body).catch(() =>
    call('PUT /conversations/{id}/read', { id }, body).catch(() => undefined))
}

export function tellTyping(id: string) {
  liveCall('PUT /conversations/{id}/typing', { id }).catch(() => undefined)
}

export function watchFrom(id: string) {
  liveCall('POST /conversations/{id}/watch', { id }).catch(() => undefined)
  return () => { liveCall('DELETE /conversations/{id}/watch', { id }).catch(() => undefined) }
}
