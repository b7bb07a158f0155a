// What is to be read before anybody has written. The rest comes with the conversation: chat_texts.ts.

const zh = {
  open: '联系客服',
  close: '收起',
  soon: '在线 · 通常 30 秒内回复',
  away: '现在不在线，留言后会尽快回复您',
  log: '聊天记录',
  write: '输入消息…',
  send: '发送',
  picture: '发送图片',
  image: '图片',
  sound: '提示音',
  offer: '发送商品',
  network: '网络不稳定，消息会在恢复后自动发出',
  typing: '对方正在输入',
  earlier: '查看更早的消息',
  newest: '回到最新消息',
  me: '我',
}

const en: typeof zh = {
  open: 'Chat with us',
  close: 'Minimise',
  soon: 'Online · replies in about 30 s',
  away: 'Away now. Leave a message and we will reply soon',
  log: 'Messages',
  write: 'Write a message…',
  send: 'Send',
  picture: 'Send a picture',
  image: 'Picture',
  sound: 'Sound',
  offer: 'Send item',
  network: 'Unstable network. Messages will be sent once it is back',
  typing: 'Typing',
  earlier: 'Earlier messages',
  newest: 'Newest messages',
  me: 'Me',
}

export const texts = { zh, en }
