// Asks where an order is, by its number and the phone's last four digits. Texts are text: no markup is parsed.
(() => {
  const words = {
    zh: {
      title: '查询订单与物流', about: '填写订单号和收件手机号的后四位，无需登录。', number: '订单号', tail: '手机号后四位', look: '查询',
      none: '没有查到。请核对订单号和手机号后四位。', often: '查询太频繁，请稍后再试。', broken: '暂时查不到，请检查网络后重试。',
      need: '请填写订单号和四位数字。', no_parcel: '还没有发货。', promised: '承诺发货时间', eta: '预计送达', no_traces: '暂无物流信息',
      ask: '包裹不动了？请我们查一下', never: '显示签收但没收到', asked: '查件进度', still: '包裹 24 小时内还在更新，请再等等看。', not_asked: '暂时无法登记，请稍后再试。', by: '预计 {time} 前有进展',
      t_open: '已登记，正在联系快递', t_asked: '已联系快递，等待答复', t_answered: '快递正在查找', t_unanswered: '主管已接手催办', t_appealed: '已向邮政管理部门反映', t_moving: '已恢复运输', t_lost: '包裹遗失，为您处理中', t_damaged: '包裹破损，为您处理中', t_delivered: '已送达', t_settled: '已处理', t_closed: '已结束',
      unpaid: '待付款', paid: '待发货', part_shipped: '部分发货', shipped: '已发货', delivered: '已签收', done: '交易成功', canceled: '已取消', refunded: '已退款',
      packed: '待揽收', picked_up: '已揽收', in_transit: '运输中', out_for_delivery: '派送中', at_pickup_point: '待取件', exception: '运输异常', refused: '已拒收', returning: '退回中', returned: '已退回', customs: '清关中',
    },
    en: {
      title: 'Track your order', about: 'Your order number and the last four digits of the phone it goes to. No sign-in.', number: 'Order number', tail: 'Last four digits of the phone', look: 'Track',
      none: 'Nothing found. Please check the order number and the four digits.', often: 'Too many tries. Please wait a while.', broken: 'This does not work just now. Please check your network and try again.',
      need: 'Please fill in the order number and four digits.', no_parcel: 'Not shipped yet.', promised: 'Ships by', eta: 'Expected', no_traces: 'No scans yet',
      ask: 'It does not move? Ask us to look', never: 'Signed for, but not received', asked: 'Where our search stands', still: 'It was scanned within a day; please wait a little.', not_asked: 'This does not work just now. Please try again later.', by: 'You will hear by {time}',
      t_open: 'Noted, we are asking the carrier', t_asked: 'The carrier was asked', t_answered: 'The carrier is looking', t_unanswered: 'Our team lead has taken over', t_appealed: 'The postal authority was told', t_moving: 'It moves again', t_lost: 'Lost: we are putting it right', t_damaged: 'Damaged: we are putting it right', t_delivered: 'Delivered', t_settled: 'Settled', t_closed: 'Ended',
      unpaid: 'Unpaid', paid: 'To be shipped', part_shipped: 'Partly shipped', shipped: 'Shipped', delivered: 'Delivered', done: 'Completed', canceled: 'Cancelled', refunded: 'Refunded',
      packed: 'Waiting for pick-up', picked_up: 'Picked up', in_transit: 'In transit', out_for_delivery: 'Out for delivery', at_pickup_point: 'At the pick-up point', exception: 'Exception', refused: 'Refused', returning: 'Coming back', returned: 'Returned', customs: 'In customs',
    },
  }
  const lang = /^zh/i.test(navigator.language) ? 'zh' : 'en'
  const t = words[lang]
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  document.title = t.title
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = t[node.dataset.say]

  const el = (tag, kind, ...inside) => {
    const node = document.createElement(tag)
    if (kind) node.className = kind
    node.append(...inside.filter(Boolean))
    return node
  }
  const when = (us, style) => {
    const node = el('time', '', new Date(us / 1000).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en', style))
    node.dateTime = new Date(us / 1000).toISOString()
    return node
  }
  const minute = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const day = { month: 'long', day: 'numeric' }

  const form = document.querySelector('form')
  const wrong = document.querySelector('.wrong')
  const found = document.querySelector('#found')
  const button = form.querySelector('button')
  const complain = text => {
    wrong.textContent = text
    wrong.hidden = !text
  }

  let proof = {}
  const post = (path, value) => fetch(`/api/v1${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) })
  const silent = one => one.state !== 'delivered' && Date.now() - one.moved_at / 1000 > 24 * 3600e3
  async function ask(one, reason, button) {
    button.disabled = true
    complain('')
    try {
      const answer = await post('/tracking/questions', { ...proof, parcel: one.id, reason })
      const body = await answer.json()
      if (answer.ok) button.replaceWith(trace(body))
      else complain(body.reason === 'still_moving' ? t.still : t.not_asked)
    } catch {
      complain(t.broken)
    }
    button.disabled = false
  }
  // What the house does about it: the steps it has taken, newest last.
  function trace(one) {
    const due = !one.over_at && one.deadline_at && el('p', 'quiet', t.by.replace('{time}', new Date(one.deadline_at / 1000).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en', minute)))
    const steps = one.rail.filter(step => step.at).reverse().map(step => el('li', '', t[`t_${step.state}`] ?? step.state, when(step.at, minute)))
    return el('section', 'search', el('h3', '', `${t.asked} ${one.number}`), due, el('ol', '', ...steps))
  }
  function about(one, traces) {
    const mine = traces.filter(trace => trace.waybill === one.number)
    if (mine.length) return mine.slice(0, 1).map(trace)
    const reason = one.state === 'delivered' ? 'not_received' : silent(one) ? 'silent' : ''
    if (!reason) return []
    const button = el('button', 'is-plain', reason === 'silent' ? t.ask : t.never)
    button.type = 'button'
    button.onclick = () => ask(one, reason, button)
    return [button]
  }
  function parcel(one, traces) {
    const head = el('div', 'head', el('h2', 'number', `${one.carrier_name} ${one.number}`), el('span', 'state', t[one.state] ?? one.state))
    const eta = one.eta && el('p', 'quiet', `${t.eta} `, when(one.eta, day))
    const scans = one.traces.map(scan => el('li', '', scan.text, when(scan.at, minute)))
    return el('article', 'order', head, eta, scans.length ? el('ol', '', ...scans) : el('p', 'quiet', t.no_traces), ...about(one, traces))
  }
  function show(order, traces) {
    const head = el('div', 'head', el('h2', 'number', order.number), el('span', 'state', t[order.state] ?? order.state))
    const waits = !order.parcels.length && el('p', 'quiet', t.no_parcel)
    const due = !order.parcels.length && order.state === 'paid' && order.promised_by && el('p', 'quiet', `${t.promised} `, when(order.promised_by, minute))
    found.replaceChildren(el('article', 'order', head, waits, due), ...order.parcels.map(one => parcel(one, traces)))
    found.hidden = false
    found.focus()
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    const key = new URLSearchParams(location.search).get('k') || 'demo'
    const [number, tail] = ['number', 'tail'].map(name => form.elements[name].value.replace(/\s/g, ''))
    complain('')
    found.hidden = true
    if (!number || !/^\d{4}$/.test(tail)) return complain(t.need)
    button.disabled = true
    try {
      proof = { key, number, tail }
      const answer = await post('/tracking', proof)
      if (answer.ok) {
        const traces = await post('/tracking/tracings', proof)
        show(await answer.json(), traces.ok ? (await traces.json()).items : [])
      }
      else complain(answer.status === 429 ? t.often : answer.status === 404 ? t.none : t.broken)
    } catch {
      complain(t.broken)
    }
    button.disabled = false
  })
})()
