// What is to be read only when there is a conversation.

const zh = {
  waiting: '待发送',
  orders: '选择订单',
  give: '发送',
  sent: '已送达',
  read: '已读',
  failed: '发送失败',
  again: '重新发送',
  remove: '删除',
  old: '超过 24 小时未送达',
  bad_picture: '图片打不开，请换一张',
  too_large: '图片太大，请换一张',
  lost: '图片没有保存下来，请重新选择',
  place: '正在排队，您是第 # 位',
  next: '马上轮到您，客服正在赶来',
  assigned: '# 为您服务',
  transferred: '已为您转接，# 继续为您服务',
  reopened: '会话继续，# 为您服务',
  released: '正在为您安排其他客服',
  closed: '本次会话已结束，随时可以再发消息',
}

const en: typeof zh = {
  waiting: 'Waiting to send',
  orders: 'Choose an order',
  give: 'Send',
  sent: 'Delivered',
  read: 'Read',
  failed: 'Not sent',
  again: 'Send again',
  remove: 'Delete',
  old: 'Not delivered within 24 hours',
  bad_picture: 'This picture cannot be opened',
  too_large: 'This picture is too large',
  lost: 'The picture was not kept. Please choose it again',
  place: 'You are number # in the queue',
  next: 'You are next. Someone is on the way',
  assigned: '# is with you',
  transferred: '# is with you from here on',
  reopened: 'The chat goes on, # is with you',
  released: 'Finding someone else for you',
  closed: 'This chat has ended. You can write again at any time',
}

export type ChatTexts = typeof zh
export const chatTexts = { zh, en }
