// The fixed cast: a contact, an agent, and what they say.
import type { Conversation, Hit, Message, Session } from '../src/kit/api.gen'

export const SECOND = 1e6
export const MINUTE = 60 * SECOND
export const noon = Date.UTC(2026, 10, 22, 12) * 1000

export const ben = {
  id: 'ben', name: 'Ben', email: 'ben@shop.test', role: 'agent' as const, status: 'online' as const, status_since: noon,
  capacity: 8, load: 0, signature: '', active: true, totp: false, version: 1,
}

export const session = (rights: string[] = ['converse']): Session => ({
  person: ben, csrf: 'c', rights, shop: { id: 's', name: 'Acme', slogan: '', locale: 'zh-CN', created_at: noon }, push_key: '',
})

export const said = (seq: number, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`, conversation: 'c', seq, kind: 'text', sender: 'buyer', sender_id: 'ann', sender_name: 'Ann', client_key: `k${seq}`,
  text: `${seq}`, covered: [], files: [], card: null, sent_at: noon + seq * SECOND, ...more,
})

export const talk = (id: string, more: Partial<Conversation> = {}): Conversation => ({
  id, version: 1, contact: { id: 'ann', name: 'Ann', verified: false, tags: [] }, channel: 'web', state: 'assigned', assignee: 'ben',
  assignee_name: 'Ben', last_seq: 1, unread: 0, buyer_read_seq: 0, agent_read_seq: 0, last_text: '', last_sender: 'buyer', last_at: noon,
  waiting_since: null, opened_at: noon, first_answered_at: null, closed_at: null, tags: [], page: null,
  emotion_kind: 'calm', emotion_level: 0, risk: 'none', ...more,
})

export const hit = (from: number, to: number, more: Partial<Hit> = {}): Hit => ({
  rule: 'refusal.flat', colour: 'red', from, to, words: '', reason: 'why', source: '', hidden: false, suggestion: null, ...more,
})
