// Asks where an order is, by its number and the phone's last four digits. Texts are text: no markup is parsed.
(() => {
  const words = {
    zh: {
      title: '查询订单与物流', about: '填写订单号和收件手机号的后四位，无需登录。', number: '订单号', tail: '手机号后四位', look: '查询',
      none: '没有查到。请核对订单号和手机号后四位。', often: '查询太频繁，请稍后再试。', broken: '暂时查不到，请检查网络后重试。',
      need: '请填写订单号和四位数字。', no_parcel: '还没有发货。', promised: '承诺发货时间', eta: '预计送达', no_traces: '暂无物流信息',
      unpaid: '待付款', paid: '待发货', part_shipped: '部分发货', shipped: '已发货', delivered: '已签收', done: '交易成功', canceled: '已取消', refunded: '已退款',
      packed: '待揽收', picked_up: '已揽收', in_transit: '运输中', out_for_delivery: '派送中', at_pickup_point: '待取件', exception: '运输异常', refused: '已拒收', returning: '退回中', returned: '已退回', customs: '清关中',
    },
    en: {
      title: 'Track your order', about: 'Your order number and the last four digits of the phone it goes to. No sign-in.', number: 'Order number', tail: 'Last four digits of the phone', look: 'Track',
      none: 'Nothing found. Please check the order number and the four digits.', often: 'Too many tries. Please wait a while.', broken: 'This does not work just now. Please check your network and try again.',
      need: 'Please fill in the order number and four digits.', no_parcel: 'Not shipped yet.', promised: 'Ships by', eta: 'Expected', no_traces: 'No scans yet',
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

  function parcel(one) {
    const head = el('div', 'head', el('h2', 'number', `${one.carrier_name} ${one.number}`), el('span', 'state', t[one.state] ?? one.state))
    const eta = one.eta && el('p', 'quiet', `${t.eta} `, when(one.eta, day))
    const scans = one.traces.map(scan => el('li', '', scan.text, when(scan.at, minute)))
    return el('article', 'order', head, eta, scans.length ? el('ol', '', ...scans) : el('p', 'quiet', t.no_traces))
  }
  function show(order) {
    const head = el('div', 'head', el('h2', 'number', order.number), el('span', 'state', t[order.state] ?? order.state))
    const waits = !order.parcels.length && el('p', 'quiet', t.no_parcel)
    const due = !order.parcels.length && order.state === 'paid' && order.promised_by && el('p', 'quiet', `${t.promised} `, when(order.promised_by, minute))
    found.replaceChildren(el('article', 'order', head, waits, due), ...order.parcels.map(parcel))
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
      const answer = await fetch('/api/v1/tracking', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key, number, tail }) })
      if (answer.ok) show(await answer.json())
      else complain(answer.status === 429 ? t.often : answer.status === 404 ? t.none : t.broken)
    } catch {
      complain(t.broken)
    }
    button.disabled = false
  })
})()
