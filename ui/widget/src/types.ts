// The shapes the window exchanges with the house. Instants are microseconds UTC, as on the wire.

export interface Agent { name: string; signature: string; online: boolean }

/** Prepended to the script by the server, so that the first picture needs no second request. */
export interface Boot {
  key: string
  brand: string
  slogan: string
  colour: string
  agent: Agent | null
  hello: string
  quick: string[]
  locale: string
}

export interface Card {
  kind: 'product' | 'order'
  title: string
  price: string
  url: string
  picture: string
  order?: string | null
  number?: string | null
}

export interface Picture {
  id: string
  name: string
  content_type: string
  width: number | null
  height: number | null
  url: string
}

export interface Message {
  id: string
  conversation: string
  seq: number
  kind: 'text' | 'note' | 'system'
  sender: 'buyer' | 'agent' | 'bot' | 'system'
  sender_name: string
  client_key: string | null
  text: string
  files: Picture[]
  card: Card | null
  sent_at: number
}

export interface Conversation {
  id: string
  state: 'waiting' | 'assigned' | 'closed'
  assignee: string | null
  last_seq: number
  buyer_read_seq: number
  agent_read_seq: number
}

export interface Queue { place: number; waiting: number; wait_s?: number | null; is_open?: boolean }

/** A message this browser still owes the house. `why` is set once it will not be tried again by itself. */
export interface Unsent {
  client_key: string
  at: number
  text?: string
  card?: Card
  files?: string[]
  picture?: string
  why?: string
}
