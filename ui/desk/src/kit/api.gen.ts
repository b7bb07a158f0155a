// Made by bin/gen from the server's described shapes; do not edit.

export type Act = 'change_address' | 'cancel' | 'urge' | 'remark' | 'dispatch'
export type AnswerKind = 'reply' | 'note'
export type Answerers = 'humans' | 'anybody'
export type CardKind = 'product'
export type Channel = 'web'
export type ClockMeasure = 'first_answer' | 'round' | 'conversation'
export type Colour = 'green' | 'yellow' | 'red'
export type DiscountKind = 'item' | 'full_reduction' | 'shop_coupon' | 'member' | 'platform' | 'points' | 'other'
export type Flag = 'none' | 'red' | 'yellow' | 'green' | 'blue' | 'purple'
export type Intact = 'general' | 'sealed' | 'electronic' | 'tagged'
export type Kind = 'text' | 'note' | 'system'
export type LastSender = 'buyer' | 'agent' | 'bot' | 'note' | 'system'
export type Measure = 'none' | 'exclamations' | 'length' | 'emoji' | 'unfit_emoji' | 'rude_emoji' | 'phone_number' | 'identity_number' | 'card_number'
export type Mood = 'any' | 'statement' | 'question'
export type OrderState = 'unpaid' | 'paid' | 'part_shipped' | 'shipped' | 'delivered' | 'done' | 'canceled' | 'refunded'
export type ParcelState = 'packed' | 'picked_up' | 'in_transit' | 'out_for_delivery' | 'at_pickup_point' | 'delivered' | 'exception' | 'refused' | 'returning' | 'returned' | 'customs'
export type Personal = 'phone' | 'name' | 'address' | 'email' | 'id_number' | 'card_number' | 'account'
export type ProductState = 'on_sale' | 'off_sale' | 'archived'
export type Role = 'agent' | 'lead' | 'quality' | 'warehouse' | 'manager' | 'admin'
export type RouteClass = 'same_city' | 'same_province' | 'cross_province' | 'remote' | 'abroad'
export type Sender = 'buyer' | 'agent' | 'bot' | 'system'
export type SevenDay = 'applies' | 'custom_made' | 'perishable' | 'digital' | 'periodical' | 'unsealing_harms' | 'loses_value' | 'disclosed_flaw'
export type Side = 'buyer' | 'agent'
export type State = 'waiting' | 'assigned' | 'closed'
export type Status = 'online' | 'busy' | 'rest' | 'offline'
export type StockLevel = 'plenty' | 'low' | 'out'
export type TenderKind = 'online' | 'balance' | 'points' | 'gift_card' | 'on_delivery' | 'subsidy'
export type VariantState = 'on_sale' | 'off_sale'
export type View = 'mine' | 'waiting' | 'all' | 'closed'
export type Where = 'anywhere' | 'sentence_start' | 'sentence_end' | 'message'

export interface ActRule {
  act: Act
  allowed: boolean
  reason: string
}

export interface AgentSeen {
  name: string
  signature: string
  online: boolean
}

export interface Annotate {
  remark: string | null
  flag: Flag | null
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

export interface AskMonth {
  month: string | null
}

export interface AskOrders {
  q: string | null
  state: OrderState | null
  flag: Flag | null
  after: string | null
  limit: number | null
}

export interface AskProducts {
  q: string | null
  category: string | null
  stock: StockLevel | null
  state: ProductState | null
  after: number | null
  limit: number | null
}

export interface AskRendering {
  conversation: string
}

export interface AskReveal {
  slip: string
  reason: string
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
  page: Page | null
}

export interface BuyerTypes {
  text: string | null
}

export interface CancelOrder {
  reason: string
}

export interface Card {
  kind: CardKind
  title: string
  price: string
  url: string
  picture: string
}

export interface CatalogueSummary {
  currency: string
  products: number
  low: number
  out: number
}

export interface Category {
  id: string
  shop: string
  name: string
  seven_day: SevenDay
  intact: Intact
  return_days: number
  exchange_days: number
  warranty_days: number
  version: number
}

export interface CategoryList {
  items: Category[]
}

export interface Certificate {
  name: string
  number: string
  issuer: string
  url: string
  expires_at: number | null
}

export interface ChangeAddress {
  name: string | null
  phone: string | null
  address: string
}

export interface ChangePassword {
  old: string
  fresh: string
}

export interface ClockDayFigure {
  day: string
  in_time: number
  all: number
}

export interface ClockFigure {
  limit: ClockLimit
  in_time: number
  all: number
  missing: number
  days: ClockDayFigure[]
  people: ClockPersonFigure[]
}

export interface ClockLimit {
  id: string
  name: string
  measure: ClockMeasure
  who: Answerers
  limit_s: number
  warn_s: number
  from: number
  to: number
  target: number
}

export interface ClockMonth {
  month: string
  mine: boolean
  limits: ClockFigure[]
}

export interface ClockPack {
  id: string
  market: string
  name: string
  effective_from: string
  effective_to: string | null
  source: string
  limits: ClockLimit[]
}

export interface ClockPersonFigure {
  id: string
  name: string
  in_time: number
  all: number
}

export interface ClockSettings {
  id: string
  packs: string[]
  greets: boolean
  greet_after_s: number
  greeting: string
  version: number
}

export interface Clocks {
  settings: ClockSettings
  packs: ClockPack[]
  limits: ClockLimit[]
  offset_minutes: number
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

export interface CoveredPart {
  slip: string
  kind: Personal
  at: number
  length: number
}

export interface Discount {
  kind: DiscountKind
  title: string
  amount: number
  shares: number[]
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

export interface Lying {
  variant: string
  warehouse: string
  warehouse_name: string
  on_hand: number
  reserved: number
  changed_at: number
}

export interface MadeToken {
  made: Token
  token: string
}

export interface MakeProduct {
  title: string
  summary: string | null
  url: string | null
  picture: string | null
  category: string | null
  seven_day: SevenDay | null
  parameters: Named[]
  certificates: Certificate[]
  shelf_life_days: number | null
  variants: MakeVariant[]
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

export interface MakeVariant {
  sku: string
  options: Named[]
  price: number
  list_price: number | null
  picture: string | null
  barcode: string | null
  low_at: number | null
}

export interface MakeWarehouse {
  code: string
  name: string
}

export interface MarkRead {
  seq: number
}

export interface MarkSeen {
  seq: number
}

export interface MaskedReceiver {
  name: string
  phone: string
  address: string
  region: string
  name_token: string
  phone_token: string
  address_token: string
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
  covered: CoveredPart[]
  files: File[]
  card: Card | null
  sent_at: number
}

export interface MessageList {
  items: Message[]
}

export interface Named {
  name: string
  value: string
}

export interface NewParcel {
  carrier: string
  number: string
  lines: PackedLine[]
  shipped_at: number | null
}

export interface Order {
  id: string
  version: number
  source: string
  external_id: string
  number: string
  contact: string | null
  buyer: string
  tier: string
  state: OrderState
  currency: string
  lines: OrderLine[]
  goods: number
  discounts: Discount[]
  freight: number
  adjustment: number
  payable: number
  refunded: number
  tenders: Tender[]
  placed_at: number
  paid_at: number | null
  shipped_at: number | null
  delivered_at: number | null
  done_at: number | null
  closed_at: number | null
  promised_by: number | null
  late_at: number | null
  remark: string
  buyer_remark: string
  flag: Flag
  receiver: MaskedReceiver
  parcels: Parcel[]
  acts: ActRule[]
}

export interface OrderBrief {
  id: string
  number: string
  source: string
  state: OrderState
  flag: Flag
  title: string
  picture: string
  receiver: string
  remark: string
  count: number
  payable: number
  currency: string
  placed_at: number
  promised_by: number | null
  late_at: number | null
  contact: string | null
}

export interface OrderCounts {
  unpaid: number
  paid: number
  part_shipped: number
  late: number
}

export interface OrderLine {
  id: string
  external_id: string
  product: string
  variant: string
  sku: string
  title: string
  options: string
  picture: string
  gift: boolean
  quantity: number
  price: number
  discount: number
  paid: number
  shipped: number
  returned: number
  refunded: number
}

export interface OrderList {
  items: Order[]
}

export interface OrderMark {
  id: string
  contact: string | null
  number: string
  state: OrderState
  version: number
}

export interface OrderPage {
  items: OrderBrief[]
  next: string | null
}

export interface Pack {
  version: string
  lead_ins: string[]
  negators: string[]
  facts: string[]
  rules: Rule[]
}

export interface PackedLine {
  line: string
  quantity: number
}

export interface Page {
  url: string
  title: string
}

export interface Parcel {
  id: string
  order_id: string
  carrier: string
  carrier_name: string
  number: string
  state: ParcelState
  lines: PackedLine[]
  route: RouteClass
  shipped_at: number
  last_text: string
  moved_at: number
  eta: number | null
  stuck_at: number | null
  delivered_at: number | null
  traces: ParcelTrace[]
}

export interface ParcelTrace {
  at: number
  state: ParcelState
  place: string
  text: string
}

export interface PatchCatalogue {
  currency: string
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

export interface PatchProduct {
  version: number
  title: string | null
  summary: string | null
  url: string | null
  picture: string | null
  state: ProductState | null
  category: string | null
  seven_day: string | null
  parameters: Named[] | null
  certificates: Certificate[] | null
  shelf_life_days: number | null
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

export interface PatchVariant {
  version: number
  price: number | null
  list_price: number | null
  picture: string | null
  barcode: string | null
  state: VariantState | null
  low_at: number | null
}

export interface PatchWarehouse {
  name: string
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

export interface Product {
  id: string
  shop: string
  number: number
  title: string
  summary: string
  state: ProductState
  category: string | null
  seven_day: SevenDay | null
  url: string
  picture: string
  pictures: string[]
  parameters: Named[]
  certificates: Certificate[]
  shelf_life_days: number | null
  source: string
  external_id: string
  currency: string
  price_from: number
  price_to: number
  available: number
  stock: StockLevel
  made_at: number
  changed_at: number
  version: number
}

export interface ProductDetail {
  product: Product
  category: Category | null
  variants: Variant[]
  stock: Lying[]
}

export interface ProductPage {
  items: Product[]
  next: string | null
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

export interface QuarantineList {
  items: Quarantined[]
}

export interface Quarantined {
  id: string
  source: string
  external_id: string
  number: string
  reason: string
  field: string
  times: number
  first_at: number
  last_at: number
  detail: unknown
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

export interface Reveal {
  slip: string
  kind: Personal
  text: string
  at: number
  seconds: number
  count: RevealsLeft
}

export interface RevealsLeft {
  limit: number
  left: number
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

export interface SetClocks {
  packs: string[]
  greets: boolean
  greet_after_s: number
  greeting: string
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

export interface StockChange {
  shop: string
  product: string
  variant: string
  sku: string
  was: number
  available: number
  level: StockLevel
}

export interface StockSheet {
  warehouse: string
  on_hand: number
  reserved: number
}

export interface Subscribe {
  endpoint: string
  p256dh: string
  auth: string
}

export interface Tender {
  kind: TenderKind
  amount: number
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

export interface Variant {
  id: string
  shop: string
  product: string
  position: number
  sku: string
  title: string
  options: Named[]
  price: number
  list_price: number | null
  currency: string
  picture: string
  barcode: string
  state: VariantState
  low_at: number
  available: number
  source: string
  external_id: string
  version: number
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

export interface Warehouse {
  id: string
  shop: string
  code: string
  name: string
  version: number
}

export interface WarehouseList {
  items: Warehouse[]
}

export interface WriteCategory {
  name: string
  seven_day: SevenDay
  intact: Intact
  return_days: number
  exchange_days: number
  warranty_days: number
}

export interface Events {
  person_changed: Person
  people_changed: PeopleNow
  contact_changed: Contact
  product_changed: Product
  stock_changed: StockChange
  order_changed: OrderMark
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
  'GET /reveals/left': { path: undefined; query: undefined; body: undefined; answer: RevealsLeft }
  'POST /reveals': { path: undefined; query: undefined; body: Ask<AskReveal>; answer: Reveal }
  'GET /products': { path: undefined; query: Ask<AskProducts>; body: undefined; answer: ProductPage }
  'GET /products/{id}': { path: { id: string }; query: undefined; body: undefined; answer: ProductDetail }
  'POST /products': { path: undefined; query: undefined; body: Ask<MakeProduct>; answer: Product }
  'PATCH /products/{id}': { path: { id: string }; query: undefined; body: Ask<PatchProduct>; answer: Product }
  'POST /products/{id}/variants': { path: { id: string }; query: undefined; body: Ask<MakeVariant>; answer: Variant }
  'PATCH /variants/{id}': { path: { id: string }; query: undefined; body: Ask<PatchVariant>; answer: Variant }
  'GET /catalogue': { path: undefined; query: undefined; body: undefined; answer: CatalogueSummary }
  'PATCH /catalogue': { path: undefined; query: undefined; body: Ask<PatchCatalogue>; answer: CatalogueSummary }
  'GET /categories': { path: undefined; query: undefined; body: undefined; answer: CategoryList }
  'POST /categories': { path: undefined; query: undefined; body: Ask<WriteCategory>; answer: Category }
  'PUT /categories/{id}': { path: { id: string }; query: undefined; body: Ask<WriteCategory>; answer: Category }
  'DELETE /categories/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'GET /warehouses': { path: undefined; query: undefined; body: undefined; answer: WarehouseList }
  'POST /warehouses': { path: undefined; query: undefined; body: Ask<MakeWarehouse>; answer: Warehouse }
  'PATCH /warehouses/{id}': { path: { id: string }; query: undefined; body: Ask<PatchWarehouse>; answer: Warehouse }
  'PUT /variants/{id}/stock': { path: { id: string }; query: undefined; body: Ask<StockSheet>; answer: Variant }
  'GET /orders': { path: undefined; query: Ask<AskOrders>; body: undefined; answer: OrderPage }
  'GET /orders/counts': { path: undefined; query: undefined; body: undefined; answer: OrderCounts }
  'GET /orders/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Order }
  'GET /parcels/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Parcel }
  'GET /contacts/{id}/orders': { path: { id: string }; query: undefined; body: undefined; answer: OrderList }
  'PUT /orders/{id}/remark': { path: { id: string }; query: undefined; body: Ask<Annotate>; answer: Order }
  'PUT /orders/{id}/address': { path: { id: string }; query: undefined; body: Ask<ChangeAddress>; answer: Order }
  'POST /orders/{id}/cancellation': { path: { id: string }; query: undefined; body: Ask<CancelOrder>; answer: Order }
  'POST /orders/{id}/urging': { path: { id: string }; query: undefined; body: undefined; answer: Order }
  'POST /orders/{id}/parcels': { path: { id: string }; query: undefined; body: Ask<NewParcel>; answer: Order }
  'GET /quarantined_orders': { path: undefined; query: undefined; body: undefined; answer: QuarantineList }
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
  'GET /clocks': { path: undefined; query: undefined; body: undefined; answer: Clocks }
  'PUT /clocks': { path: undefined; query: undefined; body: Ask<SetClocks>; answer: Clocks }
  'GET /clocks/month': { path: undefined; query: Ask<AskMonth>; body: undefined; answer: ClockMonth }
  'POST /live_tickets': { path: undefined; query: undefined; body: undefined; answer: Ticket }
}
