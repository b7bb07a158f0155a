// Made by bin/gen from the server's described shapes; do not edit.

export type AnswerKind = 'reply' | 'note'
export type CardKind = 'product'
export type Channel = 'web'
export type Colour = 'green' | 'yellow' | 'red'
export type Kind = 'text' | 'note' | 'system'
export type LastSender = 'buyer' | 'agent' | 'bot' | 'note' | 'system'
export type Measure = 'none' | 'exclamations' | 'length' | 'emoji' | 'unfit_emoji' | 'rude_emoji' | 'phone_number' | 'identity_number' | 'card_number'
export type Mood = 'any' | 'statement' | 'question'
export type Role = 'agent' | 'lead' | 'quality' | 'warehouse' | 'manager' | 'admin'
export type Sender = 'buyer' | 'agent' | 'bot' | 'system'
export type Side = 'buyer' | 'agent'
export type State = 'waiting' | 'assigned' | 'closed'
export type Status = 'online' | 'busy' | 'rest' | 'offline'
export type View = 'mine' | 'waiting' | 'all' | 'closed'
export type Where = 'anywhere' | 'sentence_start' | 'sentence_end' | 'message'

export interface AgentSeen {
  name: string
  signature: string
  online: boolean
}

export interface Answer {
  client_key: string
  kind: AnswerKind
  text: string
  files: string[]
  card: Card | null
  override_reason: string | null
  held: boolean
}

export interface Arrive {
  key: string
  page: Page | null
  identity: string | null
  locale: string | null
}

export interface AskAudit {
  after: number | null
  limit: number | null
}

export interface AskCheck {
  text: string
  conversation: string | null
  locale: string | null
}

export interface AskContacts {
  q: string | null
  after: number | null
  limit: number | null
}

export interface AskDeskMessages {
  after_seq: number | null
  before_seq: number | null
  limit: number | null
}

export interface AskList {
  view: View
  q: string | null
  after: number | null
  limit: number | null
}

export interface AskMessages {
  after_seq: number | null
  before_seq: number | null
  limit: number | null
}

export interface AskRendering {
  conversation: string
}

export interface AskSearch {
  q: string
  limit: number | null
}

export interface AuditEntry {
  seq: number
  at: number
  actor: string
  actor_name: string
  action: string
  subject: string
  detail: string
  hash: string
}

export interface AuditPage {
  items: AuditEntry[]
  next: string | null
  whole: boolean
}

export interface BuyerSays {
  client_key: string
  text: string | null
  files: string[]
  card: Card | null
}

export interface BuyerTypes {
  text: string | null
}

export interface Card {
  kind: CardKind
  title: string
  price: string
  url: string
  picture: string
}

export interface ChangePassword {
  old: string
  fresh: string
}

export interface Contact {
  id: string
  shop: string
  name: string
  external_id: string | null
  verified: boolean
  note: string
  tags: string[]
  locale: string
  first_seen_at: number
  last_seen_at: number
  version: number
}

export interface ContactBrief {
  id: string
  name: string
  verified: boolean
  tags: string[]
}

export interface ContactPage {
  items: Contact[]
  next: string | null
}

export interface Conversation {
  id: string
  version: number
  contact: ContactBrief
  channel: Channel
  state: State
  assignee: string | null
  assignee_name: string
  last_seq: number
  unread: number
  buyer_read_seq: number
  agent_read_seq: number
  last_text: string
  last_sender: LastSender
  last_at: number
  waiting_since: number | null
  opened_at: number
  first_answered_at: number | null
  closed_at: number | null
  tags: string[]
  page: Page | null
}

export interface ConversationPage {
  items: Conversation[]
  next: string | null
}

export interface Counts {
  mine: number
  waiting: number
  all: number
  closed: number
}

export interface Embedding {
  key: string
  snippet: string
  identity_key: string
}

export interface File {
  id: string
  name: string
  content_type: string
  bytes: number
  width: number
  height: number
  url: string
}

export interface FoundMessage {
  conversation: string
  message: string
  seq: number
  contact_name: string
  sent_at: number
  snippet: string
  marks: ([number, number])[]
}

export interface Good {
  rule: string
  reason: string
}

export interface HirePerson {
  name: string
  email: string
  role: Role
  password: string | null
}

export interface Hired {
  person: Person
  password: string | null
}

export interface Hit {
  rule: string
  colour: Colour
  from: number
  to: number
  words: string
  reason: string
  suggestion: string | null
}

export interface MadeToken {
  made: Token
  token: string
}

export interface MakeScript {
  code: string
  title: string
  text: string
  folder: string | null
  own: boolean
}

export interface MakeToken {
  name: string
  scopes: string[]
  expires_in_days: number
}

export interface MarkRead {
  seq: number
}

export interface MarkSeen {
  seq: number
}

export interface Message {
  id: string
  conversation: string
  seq: number
  kind: Kind
  sender: Sender
  sender_id: string
  sender_name: string
  client_key: string
  text: string
  files: File[]
  card: Card | null
  sent_at: number
}

export interface MessageList {
  items: Message[]
}

export interface Pack {
  version: string
  lead_ins: string[]
  negators: string[]
  facts: string[]
  rules: Rule[]
}

export interface Page {
  url: string
  title: string
}

export interface PatchContact {
  name: string | null
  note: string | null
  tags: string[] | null
}

export interface PatchMe {
  name: string | null
  signature: string | null
}

export interface PatchPerson {
  name: string | null
  role: Role | null
  capacity: number | null
}

export interface PatchScript {
  code: string | null
  title: string | null
  text: string | null
  folder: string | null
}

export interface PatchShop {
  name: string | null
  slogan: string | null
  greeting: string | null
  quick_replies: string[] | null
  brand_colour: string | null
  sites: string[] | null
}

export interface PeopleNow {
  items: Person[]
}

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
  version: number
}

export interface PersonList {
  items: Person[]
}

export interface Phrase {
  words: string
  suggestion: string | null
}

export interface Profile {
  id: string
  name: string
  slogan: string
  locale: string
  greeting: string
  quick_replies: string[]
  brand_colour: string
  sites: string[]
  version: number
}

export interface Proof {
  password: string
}

export interface QueueCount {
  waiting: number
}

export interface QueuePlace {
  place: number
  waiting: number
}

export interface ReadMark {
  conversation: string
  side: Side
  seq: number
}

export interface RecoveryCodes {
  recovery_codes: string[]
}

export interface Rendering {
  text: string
  missing: string[]
}

export interface Rule {
  id: string
  colour: Colour
  where: Where
  mood: Mood
  measure: Measure
  at_least: number
  emotion_min: number
  hour_from: number
  hour_to: number
  disguised: boolean
  even_quoted: boolean
  even_negated: boolean
  people_only: boolean
  unless_repeated: boolean
  phrases: Phrase[]
  except: string[]
  unless: string[]
  when_buyer: string[]
  reason_zh: string
  reason_en: string
  suggestion: string | null
}

export interface Script {
  id: string
  code: string
  title: string
  folder: string
  text: string
  owner: string | null
  version: number
  uses: number
}

export interface ScriptList {
  items: Script[]
}

export interface SearchAnswer {
  items: FoundMessage[]
}

export interface Session {
  person: Person
  csrf: string
  rights: string[]
  shop: Shop
  push_key: string
}

export interface SessionList {
  items: SessionSeen[]
}

export interface SessionSeen {
  id: string
  current: boolean
  created_at: number
  seen_at: number
  ip: string
  agent: string
}

export interface SetStatus {
  status: Status
}

export interface SetTags {
  tags: string[]
}

export interface SetUp {
  token: string
  shop_name: string
  name: string
  email: string
  password: string
}

export interface Shop {
  id: string
  name: string
  slogan: string
  locale: string
  created_at: number
}

export interface ShopSeen {
  name: string
}

export interface SignIn {
  email: string
  password: string
  code: string | null
}

export interface Subscribe {
  endpoint: string
  p256dh: string
  auth: string
}

export interface Ticket {
  ticket: string
}

export interface Token {
  id: string
  name: string
  scopes: string[]
  created_at: number
  expires_at: number
}

export interface TokenList {
  items: Token[]
}

export interface TotpCode {
  code: string
}

export interface TotpOffer {
  secret: string
  otpauth_url: string
}

export interface TransferTo {
  to: string
  reason: string
}

export interface Typing {
  conversation: string
  side: Side
  name: string
  text: string
}

export interface Unsubscribe {
  endpoint: string
}

export interface Verdict {
  colour: Colour
  score: number
  hits: Hit[]
  good: Good[]
  pack_version: string
}

export interface Visit {
  visitor: string | null
  contact: ContactBrief
  conversation: Conversation | null
  cursor: number
  file_pass: string
}

export interface VisitState {
  contact: ContactBrief
  conversation: Conversation | null
  shop: ShopSeen
  agent: AgentSeen | null
  queue: QueuePlace | null
  file_pass: string
}

export interface Events {
  person_changed: Person
  people_changed: PeopleNow
  contact_changed: Contact
  message_sent: Message
  conversation_changed: Conversation
  typing: Typing
  read_marked: ReadMark
  queue_changed: QueueCount
}

// What may be left out of a question: optionals, lists, maps and flags.
type Optional<T> = { [K in keyof T]-?: null extends T[K] ? K : T[K] extends boolean | unknown[] ? K : never }[keyof T]
export type Ask<T> = Omit<T, Optional<T>> & Partial<Pick<T, Optional<T>>>

export interface Routes {
  'POST /setup': { path: undefined; query: undefined; body: Ask<SetUp>; answer: Person }
  'POST /session': { path: undefined; query: undefined; body: Ask<SignIn>; answer: Session }
  'GET /session': { path: undefined; query: undefined; body: undefined; answer: Session }
  'DELETE /session': { path: undefined; query: undefined; body: undefined; answer: void }
  'GET /sessions': { path: undefined; query: undefined; body: undefined; answer: SessionList }
  'DELETE /sessions/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'PUT /me/status': { path: undefined; query: undefined; body: Ask<SetStatus>; answer: Person }
  'PATCH /me': { path: undefined; query: undefined; body: Ask<PatchMe>; answer: Person }
  'PUT /me/password': { path: undefined; query: undefined; body: Ask<ChangePassword>; answer: void }
  'POST /me/totp': { path: undefined; query: undefined; body: undefined; answer: TotpOffer }
  'POST /me/totp/confirmation': { path: undefined; query: undefined; body: Ask<TotpCode>; answer: RecoveryCodes }
  'DELETE /me/totp': { path: undefined; query: undefined; body: Ask<Proof>; answer: void }
  'PUT /me/push': { path: undefined; query: undefined; body: Ask<Subscribe>; answer: void }
  'DELETE /me/push': { path: undefined; query: undefined; body: Ask<Unsubscribe>; answer: void }
  'GET /people': { path: undefined; query: undefined; body: undefined; answer: PersonList }
  'POST /people': { path: undefined; query: undefined; body: Ask<HirePerson>; answer: Hired }
  'PATCH /people/{id}': { path: { id: string }; query: undefined; body: Ask<PatchPerson>; answer: Person }
  'POST /people/{id}/deactivation': { path: { id: string }; query: undefined; body: undefined; answer: Person }
  'DELETE /people/{id}/deactivation': { path: { id: string }; query: undefined; body: undefined; answer: Person }
  'GET /tokens': { path: undefined; query: undefined; body: undefined; answer: TokenList }
  'POST /tokens': { path: undefined; query: undefined; body: Ask<MakeToken>; answer: MadeToken }
  'DELETE /tokens/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'GET /audit': { path: undefined; query: Ask<AskAudit>; body: undefined; answer: AuditPage }
  'GET /shop': { path: undefined; query: undefined; body: undefined; answer: Profile }
  'PATCH /shop': { path: undefined; query: undefined; body: Ask<PatchShop>; answer: Profile }
  'GET /shop/embedding': { path: undefined; query: undefined; body: undefined; answer: Embedding }
  'GET /contacts': { path: undefined; query: Ask<AskContacts>; body: undefined; answer: ContactPage }
  'GET /contacts/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Contact }
  'PATCH /contacts/{id}': { path: { id: string }; query: undefined; body: Ask<PatchContact>; answer: Contact }
  'POST /manners/check': { path: undefined; query: undefined; body: Ask<AskCheck>; answer: Verdict }
  'GET /manners/pack': { path: undefined; query: undefined; body: undefined; answer: Pack }
  'GET /conversations/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'GET /conversations/{id}/messages': { path: { id: string }; query: Ask<AskDeskMessages>; body: undefined; answer: MessageList }
  'POST /conversations/{id}/messages': { path: { id: string }; query: undefined; body: Ask<Answer>; answer: Message }
  'POST /conversations/{id}/claim': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'POST /conversations/{id}/transfer': { path: { id: string }; query: undefined; body: Ask<TransferTo>; answer: Conversation }
  'POST /conversations/{id}/closure': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'DELETE /conversations/{id}/closure': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'PUT /conversations/{id}/tags': { path: { id: string }; query: undefined; body: Ask<SetTags>; answer: Conversation }
  'PUT /conversations/{id}/read': { path: { id: string }; query: undefined; body: Ask<MarkSeen>; answer: void }
  'PUT /conversations/{id}/typing': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'POST /conversations/{id}/watch': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'DELETE /conversations/{id}/watch': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'POST /visits': { path: undefined; query: undefined; body: Ask<Arrive>; answer: Visit }
  'GET /visit': { path: undefined; query: undefined; body: undefined; answer: VisitState }
  'POST /visit/messages': { path: undefined; query: undefined; body: Ask<BuyerSays>; answer: Message }
  'GET /visit/messages': { path: undefined; query: Ask<AskMessages>; body: undefined; answer: MessageList }
  'PUT /visit/read': { path: undefined; query: undefined; body: Ask<MarkRead>; answer: void }
  'PUT /visit/typing': { path: undefined; query: undefined; body: Ask<BuyerTypes>; answer: void }
  'GET /conversations': { path: undefined; query: Ask<AskList>; body: undefined; answer: ConversationPage }
  'GET /conversations/counts': { path: undefined; query: undefined; body: undefined; answer: Counts }
  'GET /contacts/{id}/conversations': { path: { id: string }; query: undefined; body: undefined; answer: ConversationPage }
  'GET /search': { path: undefined; query: Ask<AskSearch>; body: undefined; answer: SearchAnswer }
  'POST /files': { path: undefined; query: undefined; body: Blob; answer: File }
  'POST /visit/files': { path: undefined; query: undefined; body: Blob; answer: File }
  'GET /scripts': { path: undefined; query: undefined; body: undefined; answer: ScriptList }
  'POST /scripts': { path: undefined; query: undefined; body: Ask<MakeScript>; answer: Script }
  'PATCH /scripts/{id}': { path: { id: string }; query: undefined; body: Ask<PatchScript>; answer: Script }
  'DELETE /scripts/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'POST /scripts/{id}/uses': { path: { id: string }; query: undefined; body: undefined; answer: Script }
  'GET /scripts/{id}/rendering': { path: { id: string }; query: Ask<AskRendering>; body: undefined; answer: Rendering }
  'POST /live_tickets': { path: undefined; query: undefined; body: undefined; answer: Ticket }
}
