// Made by bin/gen from the server's described shapes; do not edit.

export type Act = 'change_address' | 'cancel' | 'urge' | 'remark' | 'dispatch'
export type Adapter = 'manual' | 'shop' | 'weixin' | 'alipay'
export type AlertKind = 'long_wait' | 'nobody_here' | 'silent_agent' | 'follow_up_late'
export type AnswerKind = 'reply' | 'note'
export type Answerers = 'humans' | 'anybody'
export type Audience = 'adult' | 'child' | 'elder' | 'business' | 'premium'
export type Awaited = 'agent' | 'courier' | 'authority'
export type Behind = 'waiting' | 'owed' | 'warning' | 'broken' | 'person'
export type CallStage = 'before' | 'during' | 'after'
export type CallWhen = 'soon' | 'morning' | 'afternoon' | 'evening'
export type CardKind = 'product' | 'order'
export type CaseActor = 'seller' | 'buyer' | 'platform' | 'courier' | 'payment' | 'clock'
export type CaseEvent = 'agree' | 'waive_return' | 'intercept' | 'refuse' | 'offer' | 'accept_offer' | 'decline_offer' | 'edit' | 'withdraw' | 'escalate' | 'parcel_back' | 'intercept_failed' | 'shipped_back' | 'received' | 'receipt_refused' | 'reshipped' | 'repaired' | 'repair_failed' | 'choose_exchange' | 'choose_refund' | 'confirm' | 'ask_seller' | 'ask_buyer' | 'ask_both' | 'ask_more' | 'evidence' | 'suspend' | 'resume' | 'rule_for_buyer' | 'rule_for_seller' | 'settle' | 'execute' | 'paid' | 'pay_failed' | 'retry' | 'found' | 'lost' | 'time_passed'
export type CaseKind = 'refund_unshipped' | 'refund_unreceived' | 'refund_received' | 'return_refund' | 'exchange' | 'repair' | 'resend' | 'partial_refund' | 'price_protection' | 'compensation' | 'tracing'
export type CaseSide = 'buyer' | 'seller' | 'courier'
export type CaseState = 'review' | 'offered' | 'seller_refused' | 'intercepting' | 'wait_buyer_return' | 'wait_seller_receive' | 'receipt_refused' | 'reshipping' | 'repairing' | 'wait_buyer_choice' | 'wait_buyer_receive' | 'arbitration' | 'evidence_seller' | 'evidence_buyer' | 'evidence_both' | 'evidence_more' | 'suspended' | 'to_execute' | 'refunding' | 'refund_failed' | 'tracing' | 'success' | 'closed' | 'cancelled'
export type CaseView = 'open' | 'mine' | 'overdue' | 'unassigned' | 'over'
export type Channel = 'web'
export type ClaimEvent = 'send' | 'accept' | 'refuse' | 'pay' | 'drop'
export type ClaimKind = 'lost' | 'damaged' | 'late'
export type ClaimState = 'prepared' | 'sent' | 'accepted' | 'refused' | 'paid' | 'dropped'
export type ClaimView = 'open' | 'over'
export type ClashKind = 'overlap' | 'on_leave' | 'seven_in_a_row' | 'short_rest'
export type ClockMeasure = 'first_answer' | 'round' | 'conversation'
export type ClockUnit = 'hours' | 'days' | 'working_hours' | 'working_days'
export type Colour = 'green' | 'yellow' | 'red'
export type ConnectionState = 'active' | 'paused'
export type CourierChannel = 'phone' | 'portal' | 'chat' | 'mail'
export type CourierOutcome = 'asked' | 'nobody_there' | 'looking' | 'found' | 'delivered' | 'lost' | 'damaged'
export type Design = 'pro_rata' | 're_price'
export type Differing = 'switched_off' | 'switched_on' | 'exception_added' | 'exception_removed' | 'rule_added' | 'rule_removed' | 'rule_changed'
export type Dimension = 'timeliness' | 'tone' | 'script' | 'completeness'
export type DiscountKind = 'item' | 'full_reduction' | 'shop_coupon' | 'member' | 'platform' | 'points' | 'other'
export type DispatchClock = 'due_soon' | 'late'
export type Disposition = 'restock' | 'write_off' | 'send_back'
export type DisputeAwaited = 'us' | 'platform' | 'nobody'
export type DisputeEvent = 'ask_evidence' | 'file_evidence' | 'ask_more' | 'rule_buyer' | 'rule_seller' | 'rule_shared' | 'settle' | 'withdraw' | 'execute' | 'appeal' | 'close' | 'time_passed'
export type DisputeOwner = 'anybody' | 'me' | 'nobody'
export type DisputePlatform = 'jd' | 'douyin' | 'taobao' | 'pdd' | 'weixin' | 'complaint'
export type DisputeState = 'filed' | 'evidence_wanted' | 'evidence_filed' | 'more_wanted' | 'ruled_buyer' | 'ruled_seller' | 'ruled_shared' | 'settled' | 'appealed' | 'executed' | 'withdrawn' | 'closed'
export type DisputeUrge = 'given' | 'warned' | 'missed' | 'evidence'
export type DisputeVerdict = 'buyer' | 'seller' | 'shared' | 'settled'
export type DisputeView = 'ours' | 'platform' | 'over'
export type DryEnd = 'open' | 'paid' | 'refused' | 'withdrawn' | 'done'
export type EditionStands = 'draft' | 'scheduled' | 'live' | 'past' | 'withdrawn'
export type ErrandState = 'waiting' | 'done' | 'refused'
export type EvidenceKind = 'photo' | 'video' | 'chat' | 'waybill' | 'weight' | 'delivery_proof' | 'inspection' | 'appraisal' | 'purchase_papers' | 'customs_form' | 'certificate' | 'invoice' | 'page_snapshot'
export type FeedKind = 'kuaidi100' | 'seventeentrack' | 'aftership'
export type Feeling = 'calm' | 'pleased' | 'eager' | 'confused' | 'anxious' | 'disappointed' | 'angry' | 'sad'
export type Flag = 'none' | 'red' | 'yellow' | 'green' | 'blue' | 'purple'
export type FollowUpKind = 'follow_up' | 'message_left' | 'call_back'
export type Goods = 'ordinary' | 'apparel' | 'sealed' | 'electronics' | 'custom' | 'fresh' | 'digital' | 'periodicals' | 'unsealed_risk' | 'drops_on_use' | 'near_expiry' | 'flawed'
export type Grade = 'fatal' | 'd' | 'c' | 'b' | 'a'
export type GuideLanguage = 'zh' | 'en'
export type HandOverState = 'offered' | 'accepted' | 'declined' | 'expired' | 'withdrawn'
export type HandOverTo = 'person' | 'group' | 'role'
export type ImportState = 'arriving' | 'waiting' | 'reading' | 'taking' | 'done' | 'canceled' | 'refused'
export type Intact = 'general' | 'sealed' | 'electronic' | 'tagged'
export type Kind = 'text' | 'note' | 'system'
export type Ladder = 'steps' | 'every'
export type LastSender = 'buyer' | 'agent' | 'bot' | 'note' | 'system'
export type Lateness = 'none' | 'within_day' | 'within_three' | 'longer'
export type LeaveState = 'asked' | 'approved' | 'refused' | 'withdrawn'
export type Liable = 'unclear' | 'seller' | 'buyer' | 'courier'
export type MacroMoney = 'none' | 'amount' | 'percent'
export type Market = 'taobao' | 'jd' | 'pdd' | 'douyin' | 'unknown'
export type Marketplace = 'site' | 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'wechat'
export type Meaning = 'number' | 'line_number' | 'title' | 'product' | 'sku' | 'options' | 'quantity' | 'price' | 'goods' | 'payable' | 'line_payable' | 'freight' | 'state' | 'aftersales' | 'buyer' | 'receiver' | 'phone' | 'province' | 'city' | 'district' | 'address' | 'placed_at' | 'paid_at' | 'shipped_at' | 'done_at' | 'promised_by' | 'carrier' | 'parcel' | 'buyer_remark' | 'remark' | 'flag' | 'nothing'
export type Measure = 'none' | 'exclamations' | 'length' | 'emoji' | 'unfit_emoji' | 'rude_emoji' | 'phone_number' | 'identity_number' | 'card_number'
export type Mood = 'any' | 'statement' | 'question'
export type News = 'none' | 'waiting' | 'sent' | 'nobody' | 'stopped' | 'outdated'
export type NoticeKind = 'payment_reminder' | 'dispatched' | 'out_for_delivery' | 'at_pickup_point' | 'delivered' | 'parcel_stuck'
export type NoticeState = 'waiting' | 'sent' | 'needless' | 'nobody' | 'stopped' | 'off'
export type OfferState = 'asked' | 'given' | 'refused'
export type OrderState = 'unpaid' | 'paid' | 'part_shipped' | 'shipped' | 'delivered' | 'done' | 'canceled' | 'refunded'
export type Outcome = 'added' | 'changed' | 'unchanged' | 'stale' | 'quarantined'
export type ParcelState = 'packed' | 'picked_up' | 'in_transit' | 'out_for_delivery' | 'at_pickup_point' | 'delivered' | 'exception' | 'refused' | 'returning' | 'returned' | 'customs'
export type PayTrial = 'untried' | 'running' | 'works' | 'failed'
export type Payer = 'nobody' | 'buyer' | 'seller'
export type Personal = 'phone' | 'name' | 'address' | 'email' | 'id_number' | 'card_number' | 'account'
export type PickupState = 'asked' | 'booked' | 'collected' | 'failed' | 'withdrawn'
export type ProductState = 'on_sale' | 'off_sale' | 'archived'
export type PromiseEnd = 'kept' | 'withdrawn' | 'broken'
export type PromiseKind = 'reply' | 'ship' | 'refund' | 'replace' | 'compensate' | 'call_back' | 'check' | 'other'
export type PromiseState = 'suggested' | 'open' | 'kept' | 'broken' | 'withdrawn' | 'dismissed' | 'lapsed'
export type PromiseView = 'due' | 'overdue' | 'over'
export type PromisesOf = 'mine' | 'all'
export type PromotionKind = 'item_discount' | 'full_reduction' | 'shop_coupon' | 'member_coupon' | 'gift' | 'free_shipping'
export type PromotionState = 'planned' | 'running' | 'ended' | 'stopped'
export type Prover = 'nobody' | 'buyer' | 'seller' | 'both'
export type Reason = 'no_reason' | 'quality' | 'damaged' | 'wrong_item' | 'missing_item' | 'mismatch' | 'fake' | 'size' | 'not_received' | 'late' | 'refused_delivery' | 'wrong_address' | 'price_drop' | 'changed_mind' | 'other'
export type RefundState = 'requested' | 'approved' | 'submitting' | 'succeeded' | 'failed' | 'unknown'
export type RefundTender = 'cash' | 'gift_card' | 'balance' | 'points'
export type ReturnState = 'expected' | 'received' | 'restocked' | 'written_off' | 'sent_back'
export type Risk = 'none' | 'threat' | 'safety'
export type Role = 'agent' | 'lead' | 'quality' | 'warehouse' | 'manager' | 'admin'
export type RouteClass = 'same_city' | 'same_province' | 'cross_province' | 'remote' | 'abroad'
export type Scope = 'everything' | 'categories' | 'products' | 'variants'
export type Sender = 'buyer' | 'agent' | 'bot' | 'system'
export type SevenDay = 'applies' | 'custom_made' | 'perishable' | 'digital' | 'periodical' | 'unsealing_harms' | 'loses_value' | 'disclosed_flaw'
export type ShopKind = 'vendure' | 'woocommerce' | 'shopify' | 'medusa' | 'open_api'
export type Side = 'buyer' | 'agent'
export type State = 'waiting' | 'assigned' | 'closed'
export type Status = 'online' | 'busy' | 'rest' | 'offline'
export type StockLevel = 'plenty' | 'low' | 'out'
export type StyleName = 'standard' | 'warm' | 'premium' | 'child' | 'elderly' | 'night' | 'complaint'
export type SwapState = 'asked' | 'agreed' | 'approved' | 'refused' | 'withdrawn'
export type TemplateKind = 'signature' | 'first_screen' | 'thanks' | 'delay' | 'refusal' | 'unknown' | 'transfer' | 'away'
export type TenderKind = 'online' | 'balance' | 'points' | 'gift_card' | 'on_delivery' | 'subsidy'
export type Thing = 'order' | 'product' | 'contact'
export type TimeAction = 'agree' | 'close' | 'refund' | 'receive' | 'confirm' | 'review' | 'judge_on_file' | 'execute' | 'call_lead'
export type TipKind = 'empathy_first' | 'apology' | 'explanation' | 'compensation' | 'confirm' | 'rewrite' | 'thanks' | 'emoji' | 'long_text' | 'questions' | 'address' | 'exclaim' | 'slang'
export type Trace = 'opened' | 'tried' | 'seal_broken' | 'repaired' | 'marks_torn' | 'heavy_wear' | 'activated' | 'tags_cut' | 'soiled' | 'damaged'
export type TracingEvent = 'ask' | 'answer' | 'find' | 'sign' | 'lose' | 'damage' | 'appeal' | 'silence' | 'settle' | 'close' | 'withdraw' | 'time_passed'
export type TracingOpener = 'agent' | 'buyer' | 'watch'
export type TracingReason = 'silent' | 'late' | 'not_received' | 'damaged' | 'other'
export type TracingState = 'open' | 'asked' | 'answered' | 'unanswered' | 'appealed' | 'moving' | 'lost' | 'damaged' | 'delivered' | 'settled' | 'closed'
export type TracingView = 'open' | 'mine' | 'called' | 'unassigned' | 'over'
export type Trade = 'general' | 'health' | 'baby' | 'luxury' | 'digital' | 'fresh'
export type TrialState = 'running' | 'done'
export type VariantState = 'on_sale' | 'off_sale'
export type View = 'mine' | 'waiting' | 'all' | 'closed'
export type Where = 'anywhere' | 'sentence_start' | 'sentence_end' | 'message'
export type Whose = 'mine' | 'all'

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

export interface Alarm {
  shop: string
  conversation: string
  contact_name: string
  kind: Feeling
  level: number
  risk: Risk
}

export interface Alert {
  id: string
  shop: string
  kind: AlertKind
  subject: string
  words: string
  raised_at: number
  ended_at: number | null
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

export interface AnswerSwap {
  agreed: boolean
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

export interface AskBehind {
  of: Behind
  person: string | null
  group: string | null
}

export interface AskBoard {
  view: CaseView | null
  state: CaseState | null
  q: string | null
  after: string | null
  limit: number | null
}

export interface AskCallBack {
  phone: string
  when: CallWhen | null
}

export interface AskCheck {
  text: string
  conversation: string | null
  locale: string | null
}

export interface AskClaims {
  view: ClaimView | null
  carrier: string | null
  tracing: string | null
}

export interface AskContacts {
  q: string | null
  after: number | null
  limit: number | null
}

export interface AskDelayGuide {
  language: GuideLanguage | null
  amount: number | null
}

export interface AskDeskMessages {
  after_seq: number | null
  before_seq: number | null
  limit: number | null
}

export interface AskDisputes {
  view: DisputeView | null
  owner: DisputeOwner | null
  q: string | null
  after: string | null
  limit: number | null
}

export interface AskEmotions {
  after_seq: number | null
}

export interface AskFaults {
  after: number | null
  limit: number | null
}

export interface AskFigures {
  days: number | null
}

export interface AskFollowUps {
  whose: Whose | null
  conversation: string | null
}

export interface AskGuidance {
  text: string
  buyer_text: string
  emotion: number | null
  market: Marketplace | null
  trade: Trade | null
  audience: Audience | null
  locale: string | null
}

export interface AskImports {
  after: number | null
  limit: number | null
}

export interface AskKept {
  colour: string | null
  rule: string | null
  before: number | null
}

export interface AskLeave {
  from_day: string
  to_day: string
  reason: string
}

export interface AskList {
  view: View
  q: string | null
  after: number | null
  limit: number | null
}

export interface AskMacro {
  conversation: string
  order: string | null
  line: string | null
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
  dispatch: DispatchClock | null
  after: string | null
  limit: number | null
}

export interface AskPlan {
  lines: AskedLine[]
  member_level: number | null
  freight: number | null
  orders_max: number | null
}

export interface AskProducts {
  q: string | null
  page: string | null
  category: string | null
  stock: StockLevel | null
  state: ProductState | null
  after: number | null
  limit: number | null
}

export interface AskPromiseCounts {
  whose: PromisesOf | null
}

export interface AskPromises {
  view: PromiseView | null
  whose: PromisesOf | null
  kind: PromiseKind | null
  after: string | null
  limit: number | null
}

export interface AskPromotions {
  state: PromotionState | null
  after: number | null
  limit: number | null
}

export interface AskRendering {
  conversation: string
}

export interface AskReturns {
  number: string | null
  state: ReturnState | null
}

export interface AskReveal {
  slip: string
  reason: string
}

export interface AskScores {
  days: number | null
}

export interface AskSearch {
  q: string
  limit: number | null
}

export interface AskShifts {
  from: string | null
  days: number | null
}

export interface AskStaffing {
  from: string
  days: number | null
}

export interface AskStatusTimes {
  day: string | null
}

export interface AskSwap {
  day: string
  colleague: string
  colleague_day: string
}

export interface AskTemplates {
  locale: string | null
}

export interface AskTracings {
  view: TracingView | null
  q: string | null
  after: string | null
  limit: number | null
}

export interface AskTracking {
  key: string
  number: string
  tail: string
}

export interface AskTrial {
  changes: Changes
}

export interface AskedLine {
  variant: string
  quantity: number
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

export interface Board {
  at: number
  waiting: number
  open: number
  owed: number
  warning: number
  broken: number
  follow_ups: number
  follow_ups_late: number
  oldest: number | null
  here: number
  places: number
  room: number
  groups: BoardGroup[]
  agents: BoardAgent[]
  alerts: Alert[]
}

export interface BoardAgent {
  id: string
  name: string
  role: Role
  status: Status
  status_since: number
  load: number
  capacity: number
  owed: number
  longest: number | null
  groups: string[]
  skills: string[]
}

export interface BoardGroup {
  id: string
  name: string
  waiting: number
  oldest: number | null
  here: number
  room: number
}

export interface BookPickup {
  carrier: string
  number: string
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

export interface CallItem {
  stage: CallStage
  text: string
}

export interface CallPromised {
  owner_name: string
  from_at: number
  due_at: number
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
  order: string | null
  number: string | null
  state: string | null
}

export interface CarrierChoice {
  carrier: string
  name: string
}

export interface CarrierFeed {
  id: string
  kind: FeedKind
  hook: string
  made_at: number
  heard_at: number | null
  refused: number
}

export interface CarrierFeedList {
  items: CarrierFeed[]
}

export interface CarrierTerms {
  carrier: string
  window_days: number
  answer_days: number
  pay_days: number
  freight_multiple: number
  note: string
}

export interface CarrierTermsList {
  items: CarrierTerms[]
  house: CarrierTerms
  carriers: CarrierChoice[]
}

export interface CarrierTotal {
  carrier: string
  carrier_name: string
  currency: string
  claims: number
  open: number
  asked: number
  granted: number
  paid: number
}

export interface Case {
  id: string
  brief: CaseBrief
  order: string
  conversation: string
  contact: string
  words: string
  carrier: string
  waybill: string
  lines: CaseLine[]
  offered: number | null
  policy: number
  sum: RefundSum
  rail: RailStep[]
  clock: RunningClock | null
  seller_may: CaseEvent[]
  buyer_may: CaseEvent[]
  platform_may: CaseEvent[]
  verdict: IntactVerdict
  wanted: EvidenceWanted
  freight: FreightShare
  liability: Liability
  evidence: Evidence[]
  refunds: Refund[]
  returns: ReturnParcel[]
  pickups: Pickup[]
  history: HistoryEntry[]
}

export interface CaseBrief {
  id: string
  version: number
  number: string
  order_number: string
  buyer_name: string
  goods_title: string
  kind: CaseKind
  state: CaseState
  reason: Reason
  amount: number
  currency: string
  assignee: string
  assignee_name: string
  called_lead: boolean
  opened_at: number
  deadline_at: number | null
  over_at: number | null
  tags: string[]
}

export interface CaseCounts {
  open: number
  overdue: number
  mine: number
  opened_today: number
  ended_today: number
  to_approve: number
  states: StateCount[]
}

export interface CaseLine {
  line: string
  quantity: number
}

export interface CaseLink {
  secret: string
  expires_at: number
}

export interface CasePage {
  items: CaseBrief[]
  next: string | null
}

export interface CaseStep {
  event: CaseEvent
  version: number | null
  note: string | null
  carrier: string | null
  waybill: string | null
  amount: number | null
}

export interface CatalogueSummary {
  currency: string
  freight: number
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

export interface Cause {
  from: number
  to: number
  words: string
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

export interface ChangeFollowUp {
  owner: string | null
  due_at: number | null
}

export interface ChangePassword {
  old: string
  fresh: string
}

export interface ChangePromise {
  due_at: number | null
  owner: string | null
  version: number | null
}

export interface Changes {
  off: string[]
  exceptions: Exception[]
  own: Rule[]
}

export interface ChatScore {
  timeliness: number
  tone: number
  script: number
  completeness: number
  total: number
  grade: Grade
  messages: number
  losses: Loss[]
}

export interface Claim {
  id: string
  brief: ClaimBrief
  goods: number
  loss: number
  declared: number
  freight: number
  sum: ClaimSum
  pieces: ClaimPiece[]
  reference: string
  made_name: string
  may: ClaimEvent[]
  history: ClaimEntry[]
  files: ClaimFile[]
}

export interface ClaimBrief {
  id: string
  version: number
  number: string
  tracing: string
  order: string
  order_number: string
  carrier: string
  carrier_name: string
  waybill: string
  goods_title: string
  currency: string
  kind: ClaimKind
  state: ClaimState
  asked: number
  granted: number | null
  paid: number | null
  made_at: number
  deadline_at: number | null
  over_at: number | null
  is_warned: boolean
  is_missed: boolean
}

export interface ClaimEntry {
  seq: number
  event: string
  who_name: string
  from_state: string
  to_state: string
  note: string
  amount: number | null
  at: number
}

export interface ClaimFile {
  id: string
  piece: string
  name: string
  content_type: string
  url: string
  by_name: string
  bytes: number
  width: number
  at: number
}

export interface ClaimLine {
  zh: string
  en: string
  amount: number
}

export interface ClaimList {
  items: ClaimBrief[]
}

export interface ClaimPiece {
  key: string
  zh: string
  en: string
  required: boolean
  done: boolean
  note: string
}

export interface ClaimPieceMark {
  key: string
  note: string
  done: boolean
}

export interface ClaimStep {
  event: ClaimEvent
  version: number | null
  amount: number | null
  note: string | null
  reference: string | null
}

export interface ClaimSum {
  total: number
  lines: ClaimLine[]
  source_zh: string
  source_en: string
}

export interface ClaimTotals {
  items: CarrierTotal[]
}

export interface ClockChange {
  state: CaseState
  amount: number
  unit: ClockUnit
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
  name_en: string
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
  market_en: string
  name_en: string
  effective_from: string
  effective_to: string | null
  source: string
  source_en: string
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

export interface ClosePromise {
  end: PromiseEnd
  note: string | null
  version: number | null
}

export interface Complete {
  result: string
}

export interface ConfirmPromise {
  due_at: number | null
  kind: PromiseKind | null
  version: number | null
}

export interface Connected {
  connection: Connection
  signing: string
}

export interface Connection {
  id: string
  kind: ShopKind
  source: string
  name: string
  url: string
  state: ConnectionState
  user: string
  signs: boolean
  hook: string
  synced_at: number | null
  lag_ms: number
  error: string
  failed_at: number | null
  failures: number
  orders: number
  products: number
  contacts: number
  quarantined: number
  made_at: number
  version: number
}

export interface ConnectionList {
  items: Connection[]
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
  emotion_kind: Feeling
  emotion_level: number
  risk: Risk
}

export interface ConversationPage {
  items: Conversation[]
  next: string | null
}

export interface ConversationsBehind {
  items: Conversation[]
}

export interface Counts {
  mine: number
  waiting: number
  all: number
  closed: number
}

export interface CourierContact {
  id: string
  channel: CourierChannel
  spoke_to: string
  said: string
  outcome: CourierOutcome
  promised_by: number | null
  who_name: string
  at: number
}

export interface CoveredPart {
  slip: string
  kind: Personal
  at: number
  length: number
}

export interface DecideLeave {
  approved: boolean
  note: string
}

export interface DecideSwap {
  approved: boolean
}

export interface Decline {
  reason: string
}

export interface DelayGuide {
  words: DelayWords
  language: GuideLanguage
  lateness: Lateness
  amount: number
  suggested: number
  limit: number
  budget_left: number
  currency: string
  precedent: Precedent
  needs_approval: boolean
  colour: Colour
}

export interface DelayOffer {
  id: string
  parcel: string
  order: string
  order_number: string
  conversation: string
  case_id: string
  currency: string
  asked_name: string
  decided_name: string
  reason: string
  lateness: Lateness
  amount: number
  state: OfferState
  asked_at: number
  given_at: number | null
}

export interface DelayOfferList {
  items: DelayOffer[]
}

export interface DelayRefusal {
  reason: string
}

export interface DelayWords {
  apology: string
  explanation: string
  compensation: string
}

export interface Demand {
  handling_s: number
  at_once: number
  limit_s: number
  share_percent: number
  shrinkage_percent: number
}

export interface Difference {
  kind: Differing
  rule: string
  words: string
}

export interface Discount {
  kind: DiscountKind
  title: string
  amount: number
  shares: number[]
}

export interface DismissPromise {
  version: number | null
}

export interface Dispute {
  id: string
  brief: DisputeBrief
  words: string
  opened_name: string
  rail: DisputeRailStep[]
  clock: DisputeRunningClock | null
  ruled_at: number | null
  appeal_until: number | null
  case_state: CaseState | null
  case_files: DisputeFile[]
  wants_case: boolean
  duty: DisputeDuty
  pieces: DisputePiece[]
  may: DisputeEvent[]
  history: DisputeEntry[]
}

export interface DisputeBrief {
  id: string
  version: number
  number: string
  platform_number: string
  order: string
  order_number: string
  case_id: string
  case_number: string
  buyer_name: string
  goods_title: string
  currency: string
  assignee: string
  assignee_name: string
  platform: DisputePlatform
  reason: Reason
  state: DisputeState
  awaited: DisputeAwaited
  asked: number
  ruled: number | null
  filed_at: number
  deadline_at: number | null
  over_at: number | null
  is_warned: boolean
  calls_lead: boolean
}

export interface DisputeCall {
  why: DisputeUrge
  of: DisputeBrief
}

export interface DisputeCaseNamed {
  case_id: string
  version: number | null
}

export interface DisputeCounts {
  ours: number
  platform: number
  called: number
  mine: number
  unassigned: number
  disputed_orders: number
  valid_orders: number
  month: number
}

export interface DisputeDuty {
  first: Prover
  zh: string
  en: string
  article: string
}

export interface DisputeEntry {
  seq: number
  event: string
  who_name: string
  from_state: string
  to_state: string
  note: string
  amount: number | null
  deadline_at: number | null
  at: number
}

export interface DisputeFile {
  id: string
  name: string
  sha256: string
  url: string
}

export interface DisputePage {
  items: DisputeBrief[]
  next: string | null
}

export interface DisputePiece {
  key: string
  title: string
  note: string
  filed_by_name: string
  kind: EvidenceKind | null
  side: CaseSide
  required: boolean
  files: DisputeFile[]
  filed_at: number | null
}

export interface DisputePieceShown {
  key: string
  note: string
  files: string[]
  version: number | null
}

export interface DisputeRailStep {
  state: DisputeState
  at: number | null
  now: boolean
}

export interface DisputeRunningClock {
  awaited: DisputeAwaited
  since: number
  deadline_at: number | null
  by_platform: boolean
  source_zh: string
  source_en: string
  effective_from: string
}

export interface DisputeStep {
  event: DisputeEvent
  version: number | null
  note: string | null
  noticed_at: number | null
  named_until: number | null
}

export interface DrawnClock {
  state: CaseState
  actor: CaseActor
  amount: number
  unit: ClockUnit
  action: TimeAction
  source: string
  effective_from: string
  kinds: CaseKind[]
}

export interface DrawnMachine {
  transitions: DrawnTransition[]
  clocks: DrawnClock[]
}

export interface DrawnTransition {
  from: CaseState
  event: CaseEvent
  actor: CaseActor
  to: CaseState
  kinds: CaseKind[]
}

export interface DryAsk {
  policy: Policy
  after: string | null
  limit: number | null
}

export interface DryCounts {
  cases: number
  open: number
  paid_cases: number
  refused: number
  withdrawn: number
  done: number
  by_agent: number
  by_one: number
  by_two: number
  waived: number
  paid: number
  ended: number
  minutes: number
}

export interface DryDifference {
  id: string
  number: string
  buyer_name: string
  currency: string
  kind: CaseKind
  before: DryOutcome
  after: DryOutcome
}

export interface DryOutcome {
  end: DryEnd
  amount: number
  approvals: number
  waived: boolean
  minutes: number
}

export interface DryPart {
  before: DryCounts
  after: DryCounts
  done: number
  all: number
  differ: number
  differences: DryDifference[]
  next: string | null
}

export interface Edition {
  id: string
  number: number
  stands: EditionStands
  note: string
  author_name: string
  house: string
  published_at: number | null
  starts_at: number | null
  changes: Changes
  differences: Difference[]
}

export interface EditionList {
  items: Edition[]
}

export interface Embedding {
  key: string
  snippet: string
  identity_key: string
}

export interface Emotion {
  kind: Feeling
  level: number
  risk: Risk
  causes: Cause[]
}

export interface Evidence {
  id: string
  side: CaseSide
  kind: EvidenceKind
  sha256: string
  name: string
  content_type: string
  note: string
  url: string
  bytes: number
  width: number
  height: number
  at: number
}

export interface EvidenceWanted {
  first: Prover
  from_buyer: EvidenceKind[]
  from_seller: EvidenceKind[]
  zh: string
  en: string
  article: string
}

export interface Exception {
  rule: string
  words: string
}

export interface FailedPickup {
  reason: string
}

export interface FeltList {
  items: FeltMessage[]
}

export interface FeltMessage {
  conversation: string
  seq: number
  emotion: Emotion
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

export interface Finding {
  key: string
  passed: boolean
  zh: string
  en: string
  article: string
}

export interface Findings {
  red_before: number
  red_after: number
  yellow_before: number
  yellow_after: number
  rules: RuleFindings[]
  samples: TrialFinding[]
}

export interface FollowUp {
  id: string
  shop: string
  conversation: string
  contact: string
  kind: FollowUpKind
  owner: string
  made_by: string | null
  words: string
  due_at: number
  made_at: number
  reminded_at: number | null
  done_at: number | null
  done_by: string | null
  result: string
  version: number
  call_to: string
  from_at: number | null
}

export interface FollowUpList {
  items: FollowUpSeen[]
}

export interface FollowUpSeen {
  task: FollowUp
  owner_name: string
  contact_name: string
  phone: Masked | null
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

export interface FreightShare {
  outbound: Payer
  back: Payer
  again: Payer
  article: string
}

export interface Good {
  rule: string
  reason: string
}

export interface Grace {
  seconds: number
}

export interface Group {
  id: string
  shop: string
  name: string
  takes: string[]
  members: string[]
  overflow_to: string
  overflow_after_s: number
  place: number
  version: number
}

export interface GroupList {
  items: Group[]
}

export interface Guidance {
  opening: boolean
  solving: boolean
  closing: boolean
  emotion: Emotion
  style: Style
  tips: Tip[]
}

export interface GuideTemplates {
  items: Template[]
  call: CallItem[]
}

export interface HandOver {
  id: string
  shop: string
  conversation: string
  giver: string
  to_kind: HandOverTo
  to_whom: string
  reason: string
  card: HandOverCard
  state: HandOverState
  answer: string
  taker: string | null
  offered_at: number
  expires_at: number
  ended_at: number | null
}

export interface HandOverCard {
  identity: string
  order: string
  problem: string
  promised: string
  tried: string
  next_step: string
}

export interface HandOverList {
  items: HandOverSeen[]
}

export interface HandOverSeen {
  offer: HandOver
  giver_name: string
  to_name: string
  contact_name: string
}

export interface HintView {
  hint: PlanHint
  chinese: string
  english: string
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

export interface HistoryEntry {
  seq: number
  event: string
  actor: string
  who_name: string
  from_state: string
  to_state: string
  note: string
  amount: number | null
  deadline_at: number | null
  policy: number
  at: number
}

export interface Hit {
  rule: string
  colour: Colour
  from: number
  to: number
  words: string
  reason: string
  source: string
  suggestion: string | null
  hidden: boolean
}

export interface Hours {
  offset_minutes: number
  week: Period[][]
  days: Record<string, NamedDay>
}

export interface Import {
  id: string
  shop: string
  person: string
  person_name: string
  name: string
  state: ImportState
  market: Market
  charset: string
  reason: string
  bytes: number
  received: number
  read_at: number
  row_bytes: number
  rows_read: number
  added: number
  changed: number
  unchanged: number
  faults: number
  made_at: number
  ended_at: number | null
  version: number
}

export interface ImportColumn {
  heading: string
  meaning: Meaning
}

export interface ImportFault {
  id: string
  shop: string
  import: string
  line: number
  number: string
  heading: string
  reason: string
}

export interface ImportFaultPage {
  items: ImportFault[]
  next: string | null
}

export interface ImportLayout {
  market: Market
  columns: ImportColumn[]
  missing: string[]
}

export interface ImportPage {
  items: Import[]
  next: string | null
}

export interface ImportPreview {
  layout: ImportLayout
  charset: string
  reason: string
  rows: string[][]
}

export interface ImportReport {
  name: string
  csv: string
}

export interface InspectedLine {
  line: string
  got: number
  findings: Trace[]
  disposition: Disposition
}

export interface Inspection {
  findings: Trace[]
  disposition: Disposition
  note: string
  right_goods: boolean
  lines: InspectedLine[] | null
}

export interface IntactVerdict {
  passed: boolean
  findings: Finding[]
}

export interface Kept {
  id: string
  conversation: string
  person_name: string
  origin: string
  colour: Colour
  text: string
  buyer_text: string
  hits: Hit[]
  at: number
  override_reason: string
}

export interface KeptList {
  items: Kept[]
}

export interface Leave {
  id: string
  person: string
  from_day: string
  to_day: string
  reason: string
  state: LeaveState
  asked_at: number
  decided_at: number | null
  note: string
}

export interface LeaveDays {
  person: string
  from_day: string
  to_day: string
}

export interface LeaveList {
  items: Leave[]
}

export interface LeaveMessage {
  call_back: boolean | null
}

export interface Liability {
  to_buyer: Liable
  claim_on_courier: boolean
  zh: string
  en: string
  article: string
}

export interface LineRefund {
  line: string
  quantity: number
  amount: number
}

export interface Loss {
  dimension: Dimension
  points: number
  reason: string
  words: string
  seq: number
}

export interface LossCount {
  reason: string
  times: number
  points: number
  example: string
  seq: number
}

export interface Lying {
  variant: string
  warehouse: string
  warehouse_name: string
  on_hand: number
  reserved: number
  changed_at: number
}

export interface Macro {
  id: string
  version: number
  name: string
  money: MacroMoney
  amount: number
  percent: number
  kind: CaseKind
  reason: Reason
  script: string
  tags: string[]
  assign_to: string
  closes: boolean
  uses: number
}

export interface MacroList {
  items: Macro[]
}

export interface MacroPreview {
  macro_name: string
  order: string
  order_number: string
  line: string
  line_title: string
  currency: string
  text: string
  assign_name: string
  version: number
  amount: number
  approvals_needed: number
  missing: string[]
  verdict: Verdict
  tags: string[]
  closes: boolean
}

export interface MacroRun {
  case_id: string
  case_number: string
  message: string
  amount: number
  currency: string
  refund: RefundState | null
}

export interface MadeToken {
  made: Token
  token: string
}

export interface MakeConnection {
  kind: ShopKind
  name: string
  url: string | null
  user: string | null
  password: string | null
  signing: string | null
}

export interface MakeFollowUp {
  owner: string
  words: string
  due_at: number
}

export interface MakeGroup {
  name: string
  takes: string[]
  members: string[]
  overflow_to: string
  overflow_after_s: number
  place: number
}

export interface MakeImport {
  name: string
  bytes: number
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

export interface MakePromise {
  kind: PromiseKind
  words: string
  due_at: number
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
  is_counted: boolean | null
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

export interface Masked {
  slip: string
  kind: Personal
  text: string
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

export interface MessageLeft {
  owner_name: string
  due_at: number
}

export interface MessageList {
  items: Message[]
}

export interface MessageScore {
  timeliness: number
  tone: number
  script: number
  completeness: number
  total: number
  grade: Grade
  losses: Loss[]
}

export interface MissedView {
  missed: PlanMissed
  chinese: string
  english: string
}

export interface Named {
  name: string
  value: string
}

export interface NamedDay {
  name: string
  like: number | null
  periods: Period[]
}

export interface NewAppeal {
  note: string
  by: CaseSide
  version: number | null
  named_until: number | null
}

export interface NewAssignee {
  person: string
}

export interface NewCase {
  client_key: string
  order: string
  kind: CaseKind
  reason: Reason
  lines: CaseLine[]
  amount: number | null
  words: string | null
  conversation: string | null
}

export interface NewClaim {
  client_key: string
  parcel: string
  kind: ClaimKind
  tracing: string | null
  loss: number | null
  declared: number | null
  freight: number | null
}

export interface NewCourierContact {
  channel: CourierChannel
  spoke_to: string
  said: string
  outcome: CourierOutcome
  promised_by: number | null
  version: number | null
}

export interface NewDelayOffer {
  client_key: string
  parcel: string
  amount: number
  conversation: string | null
}

export interface NewDispute {
  platform: DisputePlatform
  platform_number: string
  filed_at: number | null
  reason: Reason | null
  asked: number | null
  words: string | null
  named_until: number | null
}

export interface NewDisputeAssignee {
  person: string
  version: number | null
}

export interface NewDisputeCase {
  kind: CaseKind
  version: number | null
}

export interface NewDisputePiece {
  title: string
  version: number | null
}

export interface NewLine {
  external_id: string
  title: string
  product: string | null
  variant: string | null
  sku: string | null
  options: string | null
  picture: string | null
  gift: boolean
  quantity: number
  price: number
  paid: number | null
}

export interface NewMacro {
  name: string
  money: MacroMoney
  amount: number | null
  percent: number | null
  kind: CaseKind
  reason: Reason
  script: string | null
  assign_to: string | null
  tags: string[]
  closes: boolean
  version: number | null
}

export interface NewMacroRun {
  client_key: string
  conversation: string
  order: string | null
  line: string | null
  amount: number | null
  version: number | null
  held: boolean
}

export interface NewNote {
  text: string
}

export interface NewOrder {
  source: string
  external_id: string
  version: number
  number: string
  buyer: string | null
  contact: string | null
  tier: string | null
  state: OrderState
  currency: string
  lines: NewLine[]
  discounts: Discount[]
  tenders: Tender[]
  freight: number
  payable: number | null
  placed_at: number
  paid_at: number | null
  shipped_at: number | null
  delivered_at: number | null
  done_at: number | null
  promised_by: number | null
  remark: string | null
  buyer_remark: string | null
  flag: Flag | null
  receiver: Receiver | null
  parcels: NewParcel[]
}

export interface NewParcel {
  carrier: string
  number: string
  lines: PackedLine[]
  shipped_at: number | null
}

export interface NewPayAccount {
  merchant: string
  private_key: string
  their_key: string
  serial: string | null
  url: string | null
}

export interface NewPolicy {
  based_on: number
  policy: Policy
  restored_from: number | null
}

export interface NewRuling {
  verdict: DisputeVerdict
  amount: number | null
  version: number | null
  note: string | null
  noticed_at: number | null
  named_until: number | null
}

export interface NewTracing {
  client_key: string
  parcel: string
  reason: TracingReason
  words: string | null
  conversation: string | null
}

export interface NewTracingAssignee {
  person: string
}

export interface NewTracingCase {
  client_key: string
  kind: CaseKind
  version: number | null
}

export interface Notice {
  id: string
  kind: NoticeKind
  order: string
  text: string
  state: NoticeState
  due_at: number
  sent_at: number | null
  paid_at: number | null
}

export interface NoticeList {
  items: Notice[]
}

export interface NoticeRules {
  off: NoticeKind[]
  remind_minutes: number
  quiet_from: number
  quiet_to: number
}

export interface Offer {
  to_kind: HandOverTo
  to_whom: string
  reason: string
  card: HandOverCard
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
  dispatch_by: number | null
  is_due_soon: boolean
  remark: string
  buyer_remark: string
  remark_covered: CoveredPart[]
  buyer_remark_covered: CoveredPart[]
  flag: Flag
  receiver: MaskedReceiver
  parcels: Parcel[]
  acts: ActRule[]
  errand: OrderErrand | null
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
  is_due_soon: boolean
  contact: string | null
}

export interface OrderCard {
  order: string
  number: string
  title: string
  price: string
  picture: string
  state: OrderState
}

export interface OrderCardList {
  items: OrderCard[]
}

export interface OrderClocks {
  dispatch_hours: number
  warn_hours: number
  ship_from: string
  silent_hours: number[]
}

export interface OrderCounts {
  unpaid: number
  paid: number
  part_shipped: number
  due_soon: number
  late: number
}

export interface OrderErrand {
  id: string
  shop: string
  order_id: string
  act: Act
  reason: string
  carrier: string
  number: string
  lines: PackedLine[]
  person: string
  state: ErrandState
  error: string
  made_at: number
  ended_at: number | null
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

export interface OwnAsk {
  client_key: string
  kind: CaseKind
  reason: Reason
  lines: CaseLine[]
  words: string | null
}

export interface OwnCase {
  id: string
  version: number
  number: string
  goods_title: string
  words: string
  currency: string
  kind: CaseKind
  state: CaseState
  reason: Reason
  amount: number
  offered: number | null
  rail: RailStep[]
  deadline_at: number | null
  awaited: CaseActor
  may: CaseEvent[]
  sum: SumLine[]
  wanted: EvidenceWanted
  evidence: OwnPiece[]
  refund: RefundState | null
  pickup: OwnPickup | null
  pickup_offer: OwnPickupOffer | null
}

export interface OwnLine {
  line: string
  title: string
  left: number
}

export interface OwnOrder {
  shop_name: string
  number: string
  currency: string
  shipped: boolean
  lines: OwnLine[]
  parcels: OwnParcel[]
  cases: OwnCase[]
  expires_at: number
}

export interface OwnParcel {
  id: string
  carrier_name: string
  number: string
  is_delivered: boolean
}

export interface OwnPickup {
  id: string
  state: PickupState
  from: number
  to: number
  name: string
  phone: string
  address: string
  carrier: string
  number: string
  reason: string
  change_until: number | null
}

export interface OwnPickupAsk {
  of: string
  client_key: string
  from: number
  name: string | null
  phone: string | null
  address: string | null
}

export interface OwnPickupMove {
  from: number
  name: string | null
  phone: string | null
  address: string | null
}

export interface OwnPickupOffer {
  windows: PickupWindow[]
  name: string
  phone: string
  address: string
}

export interface OwnPiece {
  name: string
  at: number
}

export interface OwnQuestion {
  parcel: string
  reason: TracingReason
}

export interface OwnStep {
  of: string
  event: CaseEvent
  version: number | null
  note: string | null
  carrier: string | null
  waybill: string | null
}

export interface OwnTracing {
  id: string
  number: string
  carrier_name: string
  waybill: string
  reason: TracingReason
  state: TracingState
  rail: TracingRailStep[]
  opened_at: number
  deadline_at: number | null
  over_at: number | null
}

export interface OwnTracingList {
  items: OwnTracing[]
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
  currency: string | null
  freight: number | null
}

export interface PatchConnection {
  name: string | null
  url: string | null
  user: string | null
  password: string | null
  signing: string | null
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
  is_counted: boolean | null
}

export interface PatchWarehouse {
  name: string
}

export interface PayAccounts {
  items: ShownPayAccount[]
}

export interface PayRoute {
  source: string
  adapter: Adapter
}

export interface PeopleNow {
  items: Person[]
}

export interface Period {
  from: number
  to: number
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

export interface PersonClash {
  person: string
  day: string
  kind: ClashKind
  warns: boolean
}

export interface PersonList {
  items: Person[]
}

export interface PersonScores {
  person: string
  name: string
  chats: number
  fatal: number
  timeliness: number
  tone: number
  script: number
  completeness: number
  total: number
}

export interface PersonSkills {
  person: string
  skills: string[]
}

export interface Phrase {
  words: string
  suggestion: string | null
}

export interface Pickup {
  id: string
  case_id: string
  case_number: string
  goods_title: string
  buyer_name: string
  state: PickupState
  from: number
  to: number
  asked_at: number
  name: string
  phone: string
  address: string
  name_slip: string
  phone_slip: string
  address_slip: string
  carrier: string
  number: string
  reason: string
  booked_at: number | null
  ended_at: number | null
  is_to_call_off: boolean
}

export interface PickupHours {
  from: number
  to: number
}

export interface PickupList {
  items: Pickup[]
}

export interface PickupRules {
  is_offered: boolean
  days_ahead: number
  cut_off_hours: number
  hours: PickupHours[]
}

export interface PickupWindow {
  from: number
  to: number
}

export interface PlaceInQueue {
  place: number
  waiting: number
  wait_s: number | null
  is_open: boolean
}

export interface Plan {
  currency: string
  orders: PlanOrder[]
  freight: number
  list: number
  total: number
  saved: number
  proven: boolean
  missed: PlanMissed[]
}

export interface PlanGift {
  promotion: string
  variant: string
  quantity: number
}

export interface PlanHint {
  variant: string
  title: string
  price: number
  extra: number
}

export interface PlanLine {
  variant: string
  title: string
  quantity: number
  list: number
  shares: PlanShare[]
  pays: number
}

export interface PlanMissed {
  promotion: string
  name: string
  kind: PromotionKind
  lacks: number
}

export interface PlanOffer {
  promotion: string
  name: string
  kind: PromotionKind
  off: number
}

export interface PlanOrder {
  lines: PlanLine[]
  offers: PlanOffer[]
  gifts: PlanGift[]
  goods: number
  freight: number
  total: number
}

export interface PlanShare {
  promotion: string
  off: number
}

export interface PlanView {
  plan: Plan
  chinese: string
  english: string
  hints: HintView[]
  missed: MissedView[]
  short_of: string[]
}

export interface Policy {
  agent_limit: number
  second_above: number
  waive_below: number
  delay_limit: number
  delay_percent: number
  extra_days: number
  window_days: number
  link_hours: number
  design: Design
  freight_always: boolean
  clocks: ClockChange[]
  pay_by: PayRoute[]
}

export interface PolicyShown {
  number: number
  policy: Policy
  made_at: number | null
  made_by_name: string
  restored_from: number | null
}

export interface PolicyVersions {
  items: PolicyShown[]
}

export interface Precedent {
  count: number
  median: number
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
  is_counted: boolean
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

export interface Promise {
  id: string
  kind: PromiseKind
  state: PromiseState
  owner: string | null
  owner_name: string
  said_by: string | null
  conversation: string | null
  contact_name: string
  order: string | null
  order_number: string
  seq: number
  words: string
  made_at: number
  due_at: number | null
  warn_at: number | null
  warned_at: number | null
  done_seen_at: number | null
  broken_at: number | null
  closed_at: number | null
  closed_by_name: string
  note: string
  version: number
}

export interface PromiseCounts {
  suggested: number
  open: number
  soon: number
  overdue: number
  kept: number
  broken: number
}

export interface PromiseList {
  items: Promise[]
}

export interface PromisePage {
  items: Promise[]
  next: string | null
}

export interface PromiseRules {
  id: string
  warn_minutes: number
  warn_percent: number
  version: number
}

export interface Promotion {
  id: string
  shop: string
  number: number
  name: string
  kind: PromotionKind
  enabled: boolean
  starts_at: number
  ends_at: number
  member_level: number
  scope: Scope
  covers: string[]
  leaves_out: string[]
  currency: string
  rate: number
  amount: number
  price: number | null
  threshold: number
  cap: number | null
  ladder: Ladder
  steps: Step[]
  per_buyer: number
  not_with: PromotionKind[]
  gift: string | null
  gifts: number
  made_at: number
  version: number
}

export interface PromotionPage {
  items: PromotionView[]
  next: string | null
}

export interface PromotionView {
  promotion: Promotion
  state: PromotionState
}

export interface Proof {
  password: string
}

export interface Publication {
  note: string
  starts_at: number | null
}

export interface Publish {
  from: string
  to: string
}

export interface PushBatch {
  orders: NewOrder[]
}

export interface Pushed {
  items: PushedOrder[]
}

export interface PushedOrder {
  external_id: string
  outcome: Outcome
  reason: string
  field: string
}

export interface PutStatus {
  status: Status
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

export interface QuarantinedThing {
  id: string
  connection: string
  name: string
  kind: Thing
  external_id: string
  reason: string
  field: string
  at: number
}

export interface QuarantinedThings {
  items: QuarantinedThing[]
}

export interface QueueCount {
  waiting: number
}

export interface QueuePlace {
  place: number
  waiting: number
}

export interface QueueRules {
  id: string
  silence_s: number
  suspends_after: number
  skill_wait_s: number
  keep_days: number
  vip_start_s: number
  emotion_start_s: number
  risk_start_s: number
  repeat_start_s: number
  alert_wait_s: number
  leave_after_s: number
  offer_s: number
  follow_up_h: number
  web_weight: number
  version: number
}

export interface Quote {
  sum: RefundSum
  verdict: IntactVerdict
  wanted: EvidenceWanted
  freight: FreightShare
  liability: Liability
  approvals_needed: number
}

export interface RailStep {
  state: CaseState
  at: number | null
  now: boolean
}

export interface ReadMark {
  conversation: string
  side: Side
  seq: number
}

export interface Reassign {
  conversations: string[]
  to: string | null
  reason: string
}

export interface Reassigned {
  moved: number
  left_alone: number
}

export interface Receiver {
  name: string | null
  phone: string | null
  address: string | null
  region: string | null
}

export interface RecoveryCodes {
  recovery_codes: string[]
}

export interface Refund {
  id: string
  version: number
  state: RefundState
  adapter: Adapter
  amount: number
  currency: string
  asked_by: string
  asked_by_name: string
  approved_by_name: string
  second_by_name: string
  provider_id: string
  error: string
  proof: string
  approvals_needed: number
  attempts: number
  asked_at: number
  approved_at: number | null
  submitted_at: number | null
  ended_at: number | null
  sum: RefundSum
}

export interface RefundProof {
  provider_id: string
  words: string
}

export interface RefundSum {
  lines: SumLine[]
  by_line: LineRefund[]
  by_tender: TenderShare[]
  goods: number
  freight: number
  deducted: number
  total: number
  points_back: number
  coupons_back: string[]
  platform_gets_back: number
}

export interface Rejection {
  reason: string
}

export interface ReminderFigures {
  reminded: number
  paid: number
  told: number
}

export interface Rendering {
  text: string
  missing: string[]
}

export interface ReturnLine {
  line: string
  title: string
  options: string
  sku: string
  picture: string
  expected: number
  goods: Goods
  got: number | null
  findings: Trace[]
  disposition: Disposition | null
  restocked: number
}

export interface ReturnList {
  items: ReturnParcel[]
}

export interface ReturnLook {
  parcel: ReturnParcel
  words: string
  lines: ReturnLine[]
  photos: ReturnPhoto[]
}

export interface ReturnParcel {
  id: string
  case_id: string
  case_number: string
  goods_title: string
  carrier: string
  number: string
  note: string
  state: ReturnState
  kind: CaseKind
  case_state: CaseState
  reason: Reason
  findings: Trace[]
  told_at: number
  due_at: number | null
  received_at: number | null
  inspected_at: number | null
  received_by_name: string
  back_carrier: string
  back_number: string
}

export interface ReturnPhoto {
  id: string
  name: string
  url: string
  side: CaseSide
  is_picture: boolean
  at: number
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
  patterns: string[]
  except: string[]
  unless: string[]
  when_buyer: string[]
  reason_zh: string
  reason_en: string
  source: string
  suggestion: string | null
}

export interface RuleBrief {
  id: string
  colour: Colour
  reason_zh: string
  reason_en: string
  source: string
  phrases: number
  patterns: number
  exceptions: number
  hits: number
  is_off: boolean
  examples: string[]
}

export interface RuleFindings {
  rule: string
  before: number
  after: number
  suspects: number
}

export interface RuleList {
  items: RuleBrief[]
  version: string
}

export interface RunningClock {
  actor: CaseActor
  action: TimeAction
  since: number
  deadline_at: number | null
  source: string
  effective_from: string
}

export interface Scan {
  number: string
  case_number: string | null
}

export interface ScoreDay {
  day: string
  chats: number
  fatal: number
  timeliness: number
  tone: number
  script: number
  completeness: number
  total: number
}

export interface ScoreTrend {
  days: ScoreDay[]
  losses: LossCount[]
}

export interface ScoredChat {
  conversation: string
  person: string
  score: ChatScore
  messages: ScoredMessage[]
}

export interface ScoredMessage {
  seq: number
  colour: Colour
  score: MessageScore
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

export interface SetDraft {
  changes: Changes
}

export interface SetFeed {
  kind: FeedKind
  secret: string
}

export interface SetPromiseRules {
  warn_minutes: number
  warn_percent: number
}

export interface SetRules {
  silence_s: number
  suspends_after: number
  skill_wait_s: number
  keep_days: number
  vip_start_s: number
  emotion_start_s: number
  risk_start_s: number
  repeat_start_s: number
  alert_wait_s: number
  leave_after_s: number
  offer_s: number
  follow_up_h: number
  web_weight: number
}

export interface SetShift {
  person: string
  day: string
  kinds: string[]
}

export interface SetSkills {
  skills: string[]
}

export interface SetStatus {
  status: Status
}

export interface SetStatusReason {
  reason: string
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

export interface ShiftCalendar {
  from: string
  today: string
  days: number
  kinds: ShiftKind[]
  people: ShiftPerson[]
  items: ShiftDay[]
  leaves: LeaveDays[]
  clashes: PersonClash[]
  drafts: number
}

export interface ShiftDay {
  person: string
  day: string
  kinds: string[]
  periods: Period[]
  draft: boolean
}

export interface ShiftKind {
  code: string
  name: string
  hue: number
  periods: Period[]
}

export interface ShiftKindList {
  items: ShiftKind[]
}

export interface ShiftPerson {
  id: string
  name: string
}

export interface ShiftPublication {
  days: number
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

export interface ShownPayAccount {
  adapter: Adapter
  merchant: string
  serial: string
  url: string
  made_by_name: string
  made_at: number
  version: number
  trial: PayTrial
  trial_error: string
  tried_at: number | null
}

export interface SignIn {
  email: string
  password: string
  code: string | null
}

export interface SkillList {
  items: PersonSkills[]
}

export interface StaffedSlot {
  day: string
  from_minute: number
  per_hour: number
  needed: number
  planned: number
}

export interface StaffingPlan {
  demand: Demand
  has_load: boolean
  items: StaffedSlot[]
}

export interface StateCount {
  state: CaseState
  open: number
}

export interface StatusTime {
  person: string
  status: Status
  since: number
  reason: string
}

export interface StatusTimes {
  from: number
  to: number
  items: StatusTime[]
}

export interface Step {
  over: number
  off: number
}

export interface StockChange {
  shop: string
  product: string
  variant: string
  sku: string
  was: number
  available: number
  is_counted: boolean
  level: StockLevel
}

export interface StockSheet {
  warehouse: string
  on_hand: number
  reserved: number
}

export interface Style {
  name: StyleName
  address: string
  emoji_max: number
  points_max: number
  questions_max: number
  may_exclaim: boolean
  sample: string
}

export interface Subscribe {
  endpoint: string
  p256dh: string
  auth: string
}

export interface SumLine {
  key: string
  zh: string
  en: string
  amount: number
}

export interface Swap {
  id: string
  asker: string
  asker_day: string
  colleague: string
  colleague_day: string
  state: SwapState
  asked_at: number
  decided_at: number | null
}

export interface SwapList {
  items: Swap[]
}

export interface TeamScores {
  people: PersonScores[]
  days: ScoreDay[]
}

export interface Template {
  kind: TemplateKind
  text: string
}

export interface Tender {
  kind: TenderKind
  amount: number
}

export interface TenderShare {
  name: string
  kind: RefundTender
  amount: number
}

export interface TestText {
  text: string
  buyer_text: string | null
  changes: Changes | null
}

export interface Tested {
  live: Verdict
  draft: Verdict
}

export interface Ticket {
  ticket: string
}

export interface Tip {
  kind: TipKind
  from: number
  to: number
  found: string
  words: string
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

export interface Tracing {
  id: string
  brief: TracingBrief
  words: string
  conversation: string
  contact: string
  parcel: Parcel
  rail: TracingRailStep[]
  clock: TracingRunningClock | null
  may: TracingEvent[]
  contacts: CourierContact[]
  history: TracingEntry[]
}

export interface TracingBrief {
  id: string
  version: number
  number: string
  order: string
  order_number: string
  parcel: string
  carrier_name: string
  waybill: string
  buyer_name: string
  goods_title: string
  reason: TracingReason
  opened_by: TracingOpener
  state: TracingState
  calls_lead: boolean
  assignee: string
  assignee_name: string
  case_id: string
  case_number: string
  silent_since: number
  opened_at: number
  deadline_at: number | null
  over_at: number | null
}

export interface TracingCounts {
  open: number
  mine: number
  called: number
  unassigned: number
}

export interface TracingEntry {
  seq: number
  event: string
  actor: string
  who_name: string
  from_state: string
  to_state: string
  note: string
  deadline_at: number | null
  news: News
  news_text: string
  at: number
}

export interface TracingPage {
  items: TracingBrief[]
  next: string | null
}

export interface TracingRailStep {
  state: TracingState
  at: number | null
  now: boolean
}

export interface TracingRules {
  ask_hours: number
  answer_hours: number
  watch_opens: boolean
  delay_budget: number
  percent_day: number
  percent_three: number
  percent_longer: number
}

export interface TracingRunningClock {
  awaited: Awaited
  since: number
  deadline_at: number | null
  by_word: boolean
  source_zh: string
  source_en: string
  effective_from: string
}

export interface TracingStep {
  event: TracingEvent
  version: number | null
  note: string | null
}

export interface TrackedOrder {
  number: string
  state: OrderState
  placed_at: number
  promised_by: number | null
  parcels: TrackedParcel[]
}

export interface TrackedParcel {
  id: string
  carrier_name: string
  number: string
  state: ParcelState
  moved_at: number
  eta: number | null
  traces: ParcelTrace[]
}

export interface TrackingLook {
  key: string
  number: string
  tail: string
}

export interface TrackingQuestion {
  key: string
  number: string
  tail: string
  parcel: string
  reason: TracingReason
}

export interface TransferTo {
  to: string
  reason: string
}

export interface Trial {
  id: string
  state: TrialState
  number: number
  judged: number
  total: number
  since: number
  made_at: number
  findings: Findings
}

export interface TrialFinding {
  message: string
  conversation: string
  text: string
  rule: string
  words: string
  before: Colour
  after: Colour
  suspect: boolean
}

export interface Typing {
  conversation: string
  side: Side
  name: string
  text: string
}

export interface Undo {
  note: string
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
  is_counted: boolean
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

export interface WaitingRefund {
  refund: Refund
  of: CaseBrief
  mine: boolean
}

export interface WaitingRefunds {
  items: WaitingRefund[]
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

export interface WayBack {
  carrier: string
  number: string
}

export interface Whisper {
  text: string
}

export interface Word {
  conversation: string
  from: string
  text: string
}

export interface WriteCategory {
  name: string
  seven_day: SevenDay
  intact: Intact
  return_days: number
  exchange_days: number
  warranty_days: number
}

export interface WritePromotion {
  name: string
  kind: PromotionKind
  enabled: boolean
  starts_at: number
  ends_at: number
  member_level: number
  scope: Scope
  covers: string[]
  leaves_out: string[]
  currency: string | null
  rate: number | null
  amount: number | null
  price: number | null
  threshold: number | null
  cap: number | null
  ladder: Ladder | null
  steps: Step[]
  per_buyer: number | null
  not_with: PromotionKind[]
  gift: string | null
  gifts: number | null
}

export interface Events {
  person_changed: Person
  people_changed: PeopleNow
  contact_changed: Contact
  product_changed: Product
  stock_changed: StockChange
  order_changed: OrderMark
  connection_changed: Connection
  import_changed: Import
  message_sent: Message
  conversation_changed: Conversation
  typing: Typing
  read_marked: ReadMark
  queue_changed: QueueCount
  emotion_felt: FeltMessage
  mood_alarm: Alarm
  queue_place: PlaceInQueue
  hand_over_changed: HandOverSeen
  follow_up_changed: FollowUpSeen
  whispered: Word
  alert_raised: Alert
  promise_changed: Promise
  case_changed: CaseBrief
  tracing_changed: TracingBrief
  claim_changed: ClaimBrief
  dispute_changed: DisputeBrief
  dispute_urged: DisputeCall
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
  'GET /desk_grace': { path: undefined; query: undefined; body: undefined; answer: Grace }
  'PUT /desk_grace': { path: undefined; query: undefined; body: Ask<Grace>; answer: Grace }
  'GET /shop': { path: undefined; query: undefined; body: undefined; answer: Profile }
  'PATCH /shop': { path: undefined; query: undefined; body: Ask<PatchShop>; answer: Profile }
  'GET /shop/embedding': { path: undefined; query: undefined; body: undefined; answer: Embedding }
  'GET /hours': { path: undefined; query: undefined; body: undefined; answer: Hours }
  'PUT /hours': { path: undefined; query: undefined; body: Ask<Hours>; answer: Hours }
  'GET /shift_kinds': { path: undefined; query: undefined; body: undefined; answer: ShiftKindList }
  'PUT /shift_kinds': { path: undefined; query: undefined; body: Ask<ShiftKindList>; answer: ShiftKindList }
  'GET /shifts': { path: undefined; query: Ask<AskShifts>; body: undefined; answer: ShiftCalendar }
  'PUT /shifts': { path: undefined; query: undefined; body: Ask<SetShift>; answer: ShiftDay }
  'POST /shift_publications': { path: undefined; query: undefined; body: Ask<Publish>; answer: ShiftPublication }
  'GET /leaves': { path: undefined; query: undefined; body: undefined; answer: LeaveList }
  'POST /leaves': { path: undefined; query: undefined; body: Ask<AskLeave>; answer: Leave }
  'PUT /leaves/{id}/decision': { path: { id: string }; query: undefined; body: Ask<DecideLeave>; answer: Leave }
  'DELETE /leaves/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Leave }
  'GET /swaps': { path: undefined; query: undefined; body: undefined; answer: SwapList }
  'POST /swaps': { path: undefined; query: undefined; body: Ask<AskSwap>; answer: Swap }
  'PUT /swaps/{id}/answer': { path: { id: string }; query: undefined; body: Ask<AnswerSwap>; answer: Swap }
  'PUT /swaps/{id}/decision': { path: { id: string }; query: undefined; body: Ask<DecideSwap>; answer: Swap }
  'DELETE /swaps/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Swap }
  'GET /demand': { path: undefined; query: undefined; body: undefined; answer: Demand }
  'PUT /demand': { path: undefined; query: undefined; body: Ask<Demand>; answer: Demand }
  'GET /staffing': { path: undefined; query: Ask<AskStaffing>; body: undefined; answer: StaffingPlan }
  'GET /status_times': { path: undefined; query: Ask<AskStatusTimes>; body: undefined; answer: StatusTimes }
  'PUT /me/status_reason': { path: undefined; query: undefined; body: Ask<SetStatusReason>; answer: StatusTime }
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
  'GET /promotions': { path: undefined; query: Ask<AskPromotions>; body: undefined; answer: PromotionPage }
  'POST /promotions': { path: undefined; query: undefined; body: Ask<WritePromotion>; answer: PromotionView }
  'GET /promotions/{id}': { path: { id: string }; query: undefined; body: undefined; answer: PromotionView }
  'PUT /promotions/{id}': { path: { id: string }; query: undefined; body: Ask<WritePromotion>; answer: PromotionView }
  'DELETE /promotions/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'GET /products/{id}/promotions': { path: { id: string }; query: undefined; body: undefined; answer: PromotionPage }
  'POST /purchase_plans': { path: undefined; query: undefined; body: Ask<AskPlan>; answer: PlanView }
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
  'GET /carrier_feeds': { path: undefined; query: undefined; body: undefined; answer: CarrierFeedList }
  'PUT /carrier_feeds': { path: undefined; query: undefined; body: Ask<SetFeed>; answer: CarrierFeed }
  'DELETE /carrier_feeds/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'POST /tracking': { path: undefined; query: undefined; body: Ask<AskTracking>; answer: TrackedOrder }
  'GET /order_clocks': { path: undefined; query: undefined; body: undefined; answer: OrderClocks }
  'PUT /order_clocks': { path: undefined; query: undefined; body: Ask<OrderClocks>; answer: OrderClocks }
  'GET /visit/orders': { path: undefined; query: undefined; body: undefined; answer: OrderCardList }
  'GET /connections': { path: undefined; query: undefined; body: undefined; answer: ConnectionList }
  'POST /connections': { path: undefined; query: undefined; body: Ask<MakeConnection>; answer: Connected }
  'PATCH /connections/{id}': { path: { id: string }; query: undefined; body: Ask<PatchConnection>; answer: Connection }
  'DELETE /connections/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'POST /connections/{id}/pause': { path: { id: string }; query: undefined; body: undefined; answer: Connection }
  'DELETE /connections/{id}/pause': { path: { id: string }; query: undefined; body: undefined; answer: Connection }
  'POST /connections/{id}/trial': { path: { id: string }; query: undefined; body: undefined; answer: Connection }
  'POST /connections/{id}/orders': { path: { id: string }; query: undefined; body: Ask<PushBatch>; answer: Pushed }
  'GET /quarantine': { path: undefined; query: undefined; body: undefined; answer: QuarantinedThings }
  'POST /quarantine/{id}/retry': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'GET /imports': { path: undefined; query: Ask<AskImports>; body: undefined; answer: ImportPage }
  'POST /imports': { path: undefined; query: undefined; body: Ask<MakeImport>; answer: Import }
  'GET /imports/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Import }
  'POST /imports/{id}/parts/{offset}': { path: { id: string; offset: string }; query: undefined; body: Blob; answer: Import }
  'GET /imports/{id}/preview': { path: { id: string }; query: undefined; body: undefined; answer: ImportPreview }
  'POST /imports/{id}/taking': { path: { id: string }; query: undefined; body: undefined; answer: Import }
  'DELETE /imports/{id}/taking': { path: { id: string }; query: undefined; body: undefined; answer: Import }
  'GET /imports/{id}/faults': { path: { id: string }; query: Ask<AskFaults>; body: undefined; answer: ImportFaultPage }
  'GET /imports/{id}/report': { path: { id: string }; query: undefined; body: undefined; answer: ImportReport }
  'POST /manners/check': { path: undefined; query: undefined; body: Ask<AskCheck>; answer: Verdict }
  'GET /manners/pack': { path: undefined; query: undefined; body: undefined; answer: Pack }
  'GET /manners/kept': { path: undefined; query: Ask<AskKept>; body: undefined; answer: KeptList }
  'GET /manners/rules': { path: undefined; query: undefined; body: undefined; answer: RuleList }
  'GET /manners/editions': { path: undefined; query: undefined; body: undefined; answer: EditionList }
  'PUT /manners/draft': { path: undefined; query: undefined; body: Ask<SetDraft>; answer: Edition }
  'DELETE /manners/draft': { path: undefined; query: undefined; body: undefined; answer: void }
  'POST /manners/draft/test': { path: undefined; query: undefined; body: Ask<TestText>; answer: Tested }
  'POST /manners/draft/publication': { path: undefined; query: undefined; body: Ask<Publication>; answer: Edition }
  'POST /manners/editions/{id}/restoration': { path: { id: string }; query: undefined; body: Ask<Undo>; answer: Edition }
  'POST /manners/restoration': { path: undefined; query: undefined; body: Ask<Undo>; answer: Edition }
  'POST /manners/editions/{id}/withdrawal': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'POST /manners/trials': { path: undefined; query: undefined; body: Ask<AskTrial>; answer: Trial }
  'GET /manners/trials/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Trial }
  'POST /manners/guidance': { path: undefined; query: undefined; body: Ask<AskGuidance>; answer: Guidance }
  'GET /manners/templates': { path: undefined; query: Ask<AskTemplates>; body: undefined; answer: GuideTemplates }
  'GET /conversations/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'POST /conversations/{id}/claim': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'POST /conversations/{id}/transfer': { path: { id: string }; query: undefined; body: Ask<TransferTo>; answer: Conversation }
  'POST /conversations/{id}/closure': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'DELETE /conversations/{id}/closure': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'GET /conversations/{id}/messages': { path: { id: string }; query: Ask<AskDeskMessages>; body: undefined; answer: MessageList }
  'POST /conversations/{id}/messages': { path: { id: string }; query: undefined; body: Ask<Answer>; answer: Message }
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
  'GET /conversations/{id}/emotions': { path: { id: string }; query: Ask<AskEmotions>; body: undefined; answer: FeltList }
  'GET /conversations/{id}/score': { path: { id: string }; query: undefined; body: undefined; answer: ScoredChat }
  'GET /scores': { path: undefined; query: Ask<AskScores>; body: undefined; answer: TeamScores }
  'GET /scores/mine': { path: undefined; query: Ask<AskScores>; body: undefined; answer: ScoreTrend }
  'GET /people/{id}/scores': { path: { id: string }; query: Ask<AskScores>; body: undefined; answer: ScoreTrend }
  'GET /orders/{id}/notices': { path: { id: string }; query: undefined; body: undefined; answer: NoticeList }
  'POST /orders/{id}/reminder': { path: { id: string }; query: undefined; body: undefined; answer: Notice }
  'GET /notices/figures': { path: undefined; query: Ask<AskFigures>; body: undefined; answer: ReminderFigures }
  'GET /notice_rules': { path: undefined; query: undefined; body: undefined; answer: NoticeRules }
  'PUT /notice_rules': { path: undefined; query: undefined; body: Ask<NoticeRules>; answer: NoticeRules }
  'GET /clocks': { path: undefined; query: undefined; body: undefined; answer: Clocks }
  'PUT /clocks': { path: undefined; query: undefined; body: Ask<SetClocks>; answer: Clocks }
  'GET /clocks/month': { path: undefined; query: Ask<AskMonth>; body: undefined; answer: ClockMonth }
  'GET /reception/rules': { path: undefined; query: undefined; body: undefined; answer: QueueRules }
  'PUT /reception/rules': { path: undefined; query: undefined; body: Ask<SetRules>; answer: QueueRules }
  'GET /reception/groups': { path: undefined; query: undefined; body: undefined; answer: GroupList }
  'POST /reception/groups': { path: undefined; query: undefined; body: Ask<MakeGroup>; answer: Group }
  'PUT /reception/groups/{id}': { path: { id: string }; query: undefined; body: Ask<MakeGroup>; answer: Group }
  'DELETE /reception/groups/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'GET /reception/skills': { path: undefined; query: undefined; body: undefined; answer: SkillList }
  'PUT /reception/skills/{id}': { path: { id: string }; query: undefined; body: Ask<SetSkills>; answer: PersonSkills }
  'GET /visit/queue': { path: undefined; query: undefined; body: undefined; answer: PlaceInQueue }
  'POST /visit/message_left': { path: undefined; query: undefined; body: Ask<LeaveMessage>; answer: MessageLeft }
  'POST /visit/call_back': { path: undefined; query: undefined; body: Ask<AskCallBack>; answer: CallPromised }
  'GET /conversations/{id}/hand_over_card': { path: { id: string }; query: undefined; body: undefined; answer: HandOverCard }
  'POST /conversations/{id}/hand_overs': { path: { id: string }; query: undefined; body: Ask<Offer>; answer: HandOverSeen }
  'GET /conversations/{id}/hand_overs': { path: { id: string }; query: undefined; body: undefined; answer: HandOverList }
  'GET /hand_overs': { path: undefined; query: undefined; body: undefined; answer: HandOverList }
  'POST /hand_overs/{id}/acceptance': { path: { id: string }; query: undefined; body: undefined; answer: Conversation }
  'POST /hand_overs/{id}/refusal': { path: { id: string }; query: undefined; body: Ask<Decline>; answer: HandOverSeen }
  'POST /hand_overs/{id}/withdrawal': { path: { id: string }; query: undefined; body: undefined; answer: HandOverSeen }
  'POST /conversations/{id}/follow_ups': { path: { id: string }; query: undefined; body: Ask<MakeFollowUp>; answer: FollowUpSeen }
  'GET /follow_ups': { path: undefined; query: Ask<AskFollowUps>; body: undefined; answer: FollowUpList }
  'PATCH /follow_ups/{id}': { path: { id: string }; query: undefined; body: Ask<ChangeFollowUp>; answer: FollowUpSeen }
  'POST /follow_ups/{id}/completion': { path: { id: string }; query: undefined; body: Ask<Complete>; answer: FollowUpSeen }
  'GET /board': { path: undefined; query: undefined; body: undefined; answer: Board }
  'GET /board/conversations': { path: undefined; query: Ask<AskBehind>; body: undefined; answer: ConversationsBehind }
  'POST /reassignments': { path: undefined; query: undefined; body: Ask<Reassign>; answer: Reassigned }
  'POST /conversations/{id}/whispers': { path: { id: string }; query: undefined; body: Ask<Whisper>; answer: Message }
  'PUT /board/people/{id}/status': { path: { id: string }; query: undefined; body: Ask<PutStatus>; answer: Person }
  'POST /board/alerts/{id}/end': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'POST /conversations/{id}/promises': { path: { id: string }; query: undefined; body: Ask<MakePromise>; answer: Promise }
  'POST /promises/{id}/confirmation': { path: { id: string }; query: undefined; body: Ask<ConfirmPromise>; answer: Promise }
  'POST /promises/{id}/dismissal': { path: { id: string }; query: undefined; body: Ask<DismissPromise>; answer: Promise }
  'PATCH /promises/{id}': { path: { id: string }; query: undefined; body: Ask<ChangePromise>; answer: Promise }
  'POST /promises/{id}/closure': { path: { id: string }; query: undefined; body: Ask<ClosePromise>; answer: Promise }
  'GET /promises': { path: undefined; query: Ask<AskPromises>; body: undefined; answer: PromisePage }
  'GET /promises/counts': { path: undefined; query: Ask<AskPromiseCounts>; body: undefined; answer: PromiseCounts }
  'GET /promises/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Promise }
  'GET /conversations/{id}/promises': { path: { id: string }; query: undefined; body: undefined; answer: PromiseList }
  'GET /promise_rules': { path: undefined; query: undefined; body: undefined; answer: PromiseRules }
  'PUT /promise_rules': { path: undefined; query: undefined; body: Ask<SetPromiseRules>; answer: PromiseRules }
  'POST /cases': { path: undefined; query: undefined; body: Ask<NewCase>; answer: Case }
  'POST /cases/quote': { path: undefined; query: undefined; body: Ask<NewCase>; answer: Quote }
  'POST /cases/{id}/steps': { path: { id: string }; query: undefined; body: Ask<CaseStep>; answer: Case }
  'POST /cases/{id}/notes': { path: { id: string }; query: undefined; body: Ask<NewNote>; answer: Case }
  'PUT /cases/{id}/assignee': { path: { id: string }; query: undefined; body: Ask<NewAssignee>; answer: Case }
  'GET /cases': { path: undefined; query: Ask<AskBoard>; body: undefined; answer: CasePage }
  'GET /cases/counts': { path: undefined; query: undefined; body: undefined; answer: CaseCounts }
  'GET /cases/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Case }
  'GET /orders/{id}/cases': { path: { id: string }; query: undefined; body: undefined; answer: CasePage }
  'GET /refunds/waiting': { path: undefined; query: undefined; body: undefined; answer: WaitingRefunds }
  'POST /refunds/{id}/approval': { path: { id: string }; query: undefined; body: undefined; answer: Case }
  'POST /refunds/{id}/rejection': { path: { id: string }; query: undefined; body: Ask<Rejection>; answer: Case }
  'POST /refunds/{id}/proof': { path: { id: string }; query: undefined; body: Ask<RefundProof>; answer: Case }
  'GET /return-parcels': { path: undefined; query: Ask<AskReturns>; body: undefined; answer: ReturnList }
  'POST /return-parcels/receipts': { path: undefined; query: undefined; body: Ask<Scan>; answer: ReturnParcel }
  'PUT /return-parcels/{id}/way-back': { path: { id: string }; query: undefined; body: Ask<WayBack>; answer: ReturnParcel }
  'GET /return-parcels/{id}': { path: { id: string }; query: undefined; body: undefined; answer: ReturnLook }
  'POST /return-parcels/{id}/inspection': { path: { id: string }; query: undefined; body: Ask<Inspection>; answer: ReturnLook }
  'POST /return-parcels/{id}/photos': { path: { id: string }; query: undefined; body: Blob; answer: ReturnLook }
  'GET /pickups': { path: undefined; query: undefined; body: undefined; answer: PickupList }
  'GET /return-parcels/pickups': { path: undefined; query: undefined; body: undefined; answer: PickupList }
  'POST /cases/{id}/pickup-booking': { path: { id: string }; query: undefined; body: Ask<BookPickup>; answer: Case }
  'POST /cases/{id}/pickup-collection': { path: { id: string }; query: undefined; body: undefined; answer: Case }
  'POST /cases/{id}/pickup-failure': { path: { id: string }; query: undefined; body: Ask<FailedPickup>; answer: Case }
  'POST /cases/{id}/pickup-calling-off': { path: { id: string }; query: undefined; body: undefined; answer: Case }
  'GET /pickup-rules': { path: undefined; query: undefined; body: undefined; answer: PickupRules }
  'PUT /pickup-rules': { path: undefined; query: undefined; body: Ask<PickupRules>; answer: PickupRules }
  'POST /cases/{id}/evidence': { path: { id: string }; query: undefined; body: Blob; answer: Evidence }
  'GET /case-policies/now': { path: undefined; query: undefined; body: undefined; answer: PolicyShown }
  'GET /case-policies': { path: undefined; query: undefined; body: undefined; answer: PolicyVersions }
  'POST /case-policies': { path: undefined; query: undefined; body: Ask<NewPolicy>; answer: PolicyShown }
  'GET /case-machine': { path: undefined; query: undefined; body: undefined; answer: DrawnMachine }
  'POST /case-policies/dry-run': { path: undefined; query: undefined; body: Ask<DryAsk>; answer: DryPart }
  'GET /macros': { path: undefined; query: undefined; body: undefined; answer: MacroList }
  'POST /macros': { path: undefined; query: undefined; body: Ask<NewMacro>; answer: Macro }
  'PUT /macros/{id}': { path: { id: string }; query: undefined; body: Ask<NewMacro>; answer: Macro }
  'DELETE /macros/{id}': { path: { id: string }; query: undefined; body: undefined; answer: void }
  'GET /macros/{id}/preview': { path: { id: string }; query: Ask<AskMacro>; body: undefined; answer: MacroPreview }
  'POST /macros/{id}/runs': { path: { id: string }; query: undefined; body: Ask<NewMacroRun>; answer: MacroRun }
  'GET /payment-accounts': { path: undefined; query: undefined; body: undefined; answer: PayAccounts }
  'PUT /payment-accounts/weixin': { path: undefined; query: undefined; body: Ask<NewPayAccount>; answer: ShownPayAccount }
  'PUT /payment-accounts/alipay': { path: undefined; query: undefined; body: Ask<NewPayAccount>; answer: ShownPayAccount }
  'POST /payment-accounts/weixin/trial': { path: undefined; query: undefined; body: undefined; answer: ShownPayAccount }
  'POST /payment-accounts/alipay/trial': { path: undefined; query: undefined; body: undefined; answer: ShownPayAccount }
  'DELETE /payment-accounts/weixin': { path: undefined; query: undefined; body: undefined; answer: void }
  'DELETE /payment-accounts/alipay': { path: undefined; query: undefined; body: undefined; answer: void }
  'POST /orders/{id}/case-links': { path: { id: string }; query: undefined; body: undefined; answer: CaseLink }
  'GET /own-cases/{secret}': { path: { secret: string }; query: undefined; body: undefined; answer: OwnOrder }
  'POST /own-cases/{secret}': { path: { secret: string }; query: undefined; body: Ask<OwnAsk>; answer: OwnCase }
  'POST /own-cases/{secret}/steps': { path: { secret: string }; query: undefined; body: Ask<OwnStep>; answer: OwnCase }
  'POST /own-cases/{secret}/evidence/{id}': { path: { secret: string; id: string }; query: undefined; body: Blob; answer: OwnPiece }
  'POST /own-cases/{secret}/pickups': { path: { secret: string }; query: undefined; body: Ask<OwnPickupAsk>; answer: OwnCase }
  'PUT /own-cases/{secret}/pickups/{id}': { path: { secret: string; id: string }; query: undefined; body: Ask<OwnPickupMove>; answer: OwnCase }
  'DELETE /own-cases/{secret}/pickups/{id}': { path: { secret: string; id: string }; query: undefined; body: undefined; answer: OwnCase }
  'POST /tracings': { path: undefined; query: undefined; body: Ask<NewTracing>; answer: Tracing }
  'POST /tracings/{id}/steps': { path: { id: string }; query: undefined; body: Ask<TracingStep>; answer: Tracing }
  'POST /tracings/{id}/contacts': { path: { id: string }; query: undefined; body: Ask<NewCourierContact>; answer: Tracing }
  'PUT /tracings/{id}/assignee': { path: { id: string }; query: undefined; body: Ask<NewTracingAssignee>; answer: Tracing }
  'POST /tracings/{id}/cases': { path: { id: string }; query: undefined; body: Ask<NewTracingCase>; answer: Tracing }
  'GET /tracings': { path: undefined; query: Ask<AskTracings>; body: undefined; answer: TracingPage }
  'GET /tracings/counts': { path: undefined; query: undefined; body: undefined; answer: TracingCounts }
  'GET /tracings/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Tracing }
  'GET /orders/{id}/tracings': { path: { id: string }; query: undefined; body: undefined; answer: TracingPage }
  'GET /cases/{id}/tracings': { path: { id: string }; query: undefined; body: undefined; answer: TracingPage }
  'GET /tracing_rules': { path: undefined; query: undefined; body: undefined; answer: TracingRules }
  'PUT /tracing_rules': { path: undefined; query: undefined; body: Ask<TracingRules>; answer: TracingRules }
  'GET /own-cases/{secret}/tracings': { path: { secret: string }; query: undefined; body: undefined; answer: OwnTracingList }
  'POST /own-cases/{secret}/tracings': { path: { secret: string }; query: undefined; body: Ask<OwnQuestion>; answer: OwnTracing }
  'POST /tracking/questions': { path: undefined; query: undefined; body: Ask<TrackingQuestion>; answer: OwnTracing }
  'POST /tracking/tracings': { path: undefined; query: undefined; body: Ask<TrackingLook>; answer: OwnTracingList }
  'POST /claims': { path: undefined; query: undefined; body: Ask<NewClaim>; answer: Claim }
  'GET /claims': { path: undefined; query: Ask<AskClaims>; body: undefined; answer: ClaimList }
  'GET /claims/totals': { path: undefined; query: undefined; body: undefined; answer: ClaimTotals }
  'GET /claims/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Claim }
  'POST /claims/{id}/steps': { path: { id: string }; query: undefined; body: Ask<ClaimStep>; answer: Claim }
  'PUT /claims/{id}/piece': { path: { id: string }; query: undefined; body: Ask<ClaimPieceMark>; answer: Claim }
  'POST /claims/{id}/pieces/{key}/files': { path: { id: string; key: string }; query: undefined; body: Blob; answer: Claim }
  'DELETE /claims/{id}/files/{file}': { path: { id: string; file: string }; query: undefined; body: undefined; answer: Claim }
  'GET /carrier_terms': { path: undefined; query: undefined; body: undefined; answer: CarrierTermsList }
  'PUT /carrier_terms': { path: undefined; query: undefined; body: Ask<CarrierTerms>; answer: CarrierTerms }
  'DELETE /carrier_terms/{carrier}': { path: { carrier: string }; query: undefined; body: undefined; answer: void }
  'GET /parcels/{id}/delay_guide': { path: { id: string }; query: Ask<AskDelayGuide>; body: undefined; answer: DelayGuide }
  'GET /parcels/{id}/delay_offers': { path: { id: string }; query: undefined; body: undefined; answer: DelayOfferList }
  'POST /delay_offers': { path: undefined; query: undefined; body: Ask<NewDelayOffer>; answer: DelayOffer }
  'GET /delay_offers/waiting': { path: undefined; query: undefined; body: undefined; answer: DelayOfferList }
  'POST /delay_offers/{id}/approval': { path: { id: string }; query: undefined; body: undefined; answer: DelayOffer }
  'POST /delay_offers/{id}/rejection': { path: { id: string }; query: undefined; body: Ask<DelayRefusal>; answer: DelayOffer }
  'POST /cases/{id}/disputes': { path: { id: string }; query: undefined; body: Ask<NewDispute>; answer: Dispute }
  'POST /orders/{id}/disputes': { path: { id: string }; query: undefined; body: Ask<NewDispute>; answer: Dispute }
  'POST /disputes/{id}/steps': { path: { id: string }; query: undefined; body: Ask<DisputeStep>; answer: Dispute }
  'POST /disputes/{id}/rulings': { path: { id: string }; query: undefined; body: Ask<NewRuling>; answer: Dispute }
  'POST /disputes/{id}/appeals': { path: { id: string }; query: undefined; body: Ask<NewAppeal>; answer: Dispute }
  'POST /disputes/{id}/cases': { path: { id: string }; query: undefined; body: Ask<NewDisputeCase>; answer: Dispute }
  'PUT /disputes/{id}/case': { path: { id: string }; query: undefined; body: Ask<DisputeCaseNamed>; answer: Dispute }
  'PUT /disputes/{id}/piece': { path: { id: string }; query: undefined; body: Ask<DisputePieceShown>; answer: Dispute }
  'POST /disputes/{id}/pieces': { path: { id: string }; query: undefined; body: Ask<NewDisputePiece>; answer: Dispute }
  'PUT /disputes/{id}/assignee': { path: { id: string }; query: undefined; body: Ask<NewDisputeAssignee>; answer: Dispute }
  'GET /disputes': { path: undefined; query: Ask<AskDisputes>; body: undefined; answer: DisputePage }
  'GET /disputes/counts': { path: undefined; query: undefined; body: undefined; answer: DisputeCounts }
  'GET /disputes/{id}': { path: { id: string }; query: undefined; body: undefined; answer: Dispute }
  'GET /cases/{id}/disputes': { path: { id: string }; query: undefined; body: undefined; answer: DisputePage }
  'POST /live_tickets': { path: undefined; query: undefined; body: undefined; answer: Ticket }
}
