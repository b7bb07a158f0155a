import type { Conversation, Message } from './types'

/** How many words of the other side the buyer has not read. */
export const unreadIn = (messages: Message[], conversation: Conversation | null) =>
  messages.filter(({ seq, sender }) => /agent|bot/.test(sender) && seq > (conversation?.buyer_read_seq ?? 0)).length
