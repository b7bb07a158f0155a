// The shapes and routes of /api/v1, as the server declares them. Generated; do not edit.
/* eslint-disable */

export type Role = 'agent' | 'lead' | 'quality' | 'warehouse' | 'manager' | 'admin'
export type Status = 'online' | 'busy' | 'rest' | 'offline'
export type Right =
  | 'converse' | 'override_gate' | 'watch_all' | 'manage_people' | 'manage_shop'
  | 'manage_scripts' | 'read_audit' | 'manage_tokens'
export type Colour = 'green' | 'yellow' | 'red'

export interface Page<T> { items: T[]; next?: string | null }
export interface Nothing {}

export interface Person {
  id: string
  name: string
  email: string
  role: Role
  status: Status
  status_since: number
  capacity: number
  load: number
  signature: string
  active: boolean
  totp: boolean
}
export interface ShopBrief { id: string; name: string; slogan: string; locale: string }
export interface Session {
  person: Person
  csrf: string
  rights: Right[]
  shop: ShopBrief
  push_key?: string | null
}
export interface SessionSeen {
  id: string
  current: boolean
  created_at: number
  seen_at: number
  ip: string
  agent: string
}
export interface SignIn { email: string; password: string; code?: string }
export interface Setup { token: string; shop_name: string; name: string; email: string; password: string }
export interface AddedPerson { person: Person; password?: string | null }
export interface Token {
  id: string
  name: string
  scopes: Right[]
  created_at: number
  expires_at?: number | null
  seen_at?: number | null
  token?: string
}
export interface AuditLine {
  at: number
  actor: string
  actor_name: string
  action: string
  subject: string
  detail?: unknown
  hash: string
}

export interface ContactBrief { id: string; name: string; verified: boolean; tags: string[] }
export interface Contact {
  id: string
  name: string
  verified: boolean
  external_id?: string | null
  note: string
  tags: string[]
  locale?: string | null
  first_seen_at: number
  last_seen_at: number
  conversations_count: number
}
export interface PageSeen { url: string; title: string }
export interface Conversation {
  id: string
  version: number
  contact: ContactBrief
  channel: string
  state: 'waiting' | 'assigned' | 'closed'
  assignee?: string | null
  assignee_name?: string | null
  last_seq: number
  unread: number
  buyer_read_seq: number
  agent_read_seq: number
  last_text: string
  last_sender: 'buyer' | 'agent' | 'bot' | 'note' | 'system'
  last_at: number
  waiting_since?: number | null
  opened_at: number
  first_answered_at?: number | null
  closed_at?: number | null
  tags: string[]
  page?: PageSeen | null
}
export interface Counts { mine: number; waiting: number; closed: number }
export interface File {
  id: string
  name: string
  content_type: string
  bytes: number
  width?: number | null
  height?: number | null
  url: string
}
export interface Card { kind: string; title: string; price: string; url: string; picture: string }
export interface Message {
  id: string
  conversation: string
  seq: number
  kind: 'text' | 'note' | 'system'
  sender: 'buyer' | 'agent' | 'bot' | 'system'
  sender_id?: string | null
  sender_name: string
  client_key?: string | null
  text: string
  files: File[]
  card?: Card | null
  sent_at: number
}
export interface NewMessage {
  client_key: string
  kind: 'reply' | 'note'
  text: string
  files?: string[]
  card?: Card
  override_reason?: string
  held?: boolean
}
export interface Script {
  id: string
  code: string
  title: string
  folder: string
  text: string
  owner?: string | null
}
export interface Rendering { text: string; missing: string[] }
export interface Hit {
  rule: string
  colour: Colour
  from: number
  to: number
  words: string
  reason: string
  suggestion?: string | null
}
export interface Good { rule: string; reason: string }
export interface Verdict {
  colour: Colour
  score: number
  hits: Hit[]
  good: Good[]
  pack_version: string
}
export interface Found {
  conversation: string
  message: string
  seq: number
  contact_name: string
  sent_at: number
  snippet: string
  marks: [number, number][]
}
export interface Shop {
  id: string
  name: string
  slogan: string
  greeting: string
  quick_replies: string[]
  brand_colour: string
  sites: string[]
  locale?: string
}
export interface Embedding { key: string; snippet: string }

export interface Events {
  message_sent: Message
  conversation_changed: Conversation
  typing: { conversation: string; side: 'buyer' | 'agent'; name: string; text?: string | null }
  read_marked: { conversation: string; side: 'buyer' | 'agent'; seq: number }
  queue_changed: { waiting: number }
  person_changed: Person
  contact_changed: ContactBrief
}

type Route<Path, Query, Body, Answer> = { path: Path; query: Query; body: Body; answer: Answer }
type One = { id: string }
type Paging = { after?: string; limit?: number }

export interface Routes {
  'POST /session': Route<{}, {}, SignIn, Session>
  'GET /session': Route<{}, {}, undefined, Session>
  'DELETE /session': Route<{}, {}, undefined, Nothing>
  'GET /sessions': Route<{}, {}, undefined, Page<SessionSeen>>
  'DELETE /sessions/{id}': Route<One, {}, undefined, Nothing>
  'POST /setup': Route<{}, {}, Setup, Session>
  'PUT /me/status': Route<{}, {}, { status: Status }, Person>
  'PUT /me/password': Route<{}, {}, { old: string; new: string }, Nothing>
  'PATCH /me': Route<{}, {}, { name?: string; signature?: string }, Person>
  'POST /me/totp': Route<{}, {}, undefined, { secret: string; otpauth_url: string }>
  'POST /me/totp/confirmation': Route<{}, {}, { code: string }, { recovery_codes: string[] }>
  'DELETE /me/totp': Route<{}, {}, { password: string }, Nothing>
  'PUT /me/push': Route<{}, {}, { endpoint: string; p256dh: string; auth: string }, Nothing>
  'DELETE /me/push': Route<{}, {}, { endpoint: string }, Nothing>
  'GET /people': Route<{}, Paging, undefined, Page<Person>>
  'POST /people': Route<{}, {}, { name: string; email: string; role: Role; password?: string }, AddedPerson>
  'PATCH /people/{id}': Route<One, {}, { name?: string; role?: Role; capacity?: number }, Person>
  'POST /people/{id}/deactivation': Route<One, {}, undefined, Person>
  'DELETE /people/{id}/deactivation': Route<One, {}, undefined, Person>
  'GET /tokens': Route<{}, Paging, undefined, Page<Token>>
  'POST /tokens': Route<{}, {}, { name: string; scopes: Right[]; expires_in_days: number }, Token>
  'DELETE /tokens/{id}': Route<One, {}, undefined, Nothing>
  'GET /audit': Route<{}, Paging, undefined, Page<AuditLine>>
  'GET /conversations': Route<{}, Paging & { view: string; q?: string }, undefined, Page<Conversation>>
  'GET /conversations/counts': Route<{}, {}, undefined, Counts>
  'GET /conversations/{id}': Route<One, {}, undefined, Conversation>
  'GET /conversations/{id}/messages': Route<One, { before_seq?: number; after_seq?: number; limit?: number }, undefined, Page<Message>>
  'POST /conversations/{id}/messages': Route<One, {}, NewMessage, Message>
  'POST /conversations/{id}/claim': Route<One, {}, undefined, Conversation>
  'POST /conversations/{id}/transfer': Route<One, {}, { to: string; reason: string }, Conversation>
  'POST /conversations/{id}/closure': Route<One, {}, undefined, Conversation>
  'DELETE /conversations/{id}/closure': Route<One, {}, undefined, Conversation>
  'PUT /conversations/{id}/tags': Route<One, {}, { tags: string[] }, Conversation>
  'PUT /conversations/{id}/read': Route<One, {}, { seq: number }, Nothing>
  'PUT /conversations/{id}/typing': Route<One, {}, {}, Nothing>
  'POST /conversations/{id}/watch': Route<One, {}, undefined, Nothing>
  'DELETE /conversations/{id}/watch': Route<One, {}, undefined, Nothing>
  'GET /contacts/{id}': Route<One, {}, undefined, Contact>
  'PATCH /contacts/{id}': Route<One, {}, { name?: string; note?: string; tags?: string[] }, Contact>
  'GET /contacts/{id}/conversations': Route<One, Paging, undefined, Page<Conversation>>
  'GET /scripts': Route<{}, Paging, undefined, Page<Script>>
  'POST /scripts': Route<{}, {}, { code: string; title: string; folder: string; text: string }, Script>
  'PATCH /scripts/{id}': Route<One, {}, { code?: string; title?: string; folder?: string; text?: string }, Script>
  'DELETE /scripts/{id}': Route<One, {}, undefined, Nothing>
  'GET /scripts/{id}/rendering': Route<One, { conversation: string }, undefined, Rendering>
  'POST /manners/check': Route<{}, {}, { text: string; conversation?: string }, Verdict>
  'GET /manners/pack': Route<{}, {}, undefined, { version: string; rules: unknown[] }>
  'GET /search': Route<{}, { q: string; limit?: number }, undefined, Page<Found>>
  'GET /shop': Route<{}, {}, undefined, Shop>
  'PATCH /shop': Route<{}, {}, Partial<Omit<Shop, 'id' | 'locale'>>, Shop>
  'GET /shop/embedding': Route<{}, {}, undefined, Embedding>
  'POST /live_tickets': Route<{}, {}, undefined, { ticket: string }>
}
