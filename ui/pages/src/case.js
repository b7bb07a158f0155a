// A buyer's after-sales of one order. The secret stands behind # and goes nowhere but to the house. Texts are text.
(async () => {
  const lang = /^zh/i.test(navigator.language) ? 'zh' : 'en'
  const words = await (await fetch(`/pages/case.${lang}.json`)).json()
  const t = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name])
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  document.title = t('title')
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = t(node.dataset.say)

  const secret = location.hash.slice(1)
  const $ = (query) => document.querySelector(query)
  const form = $('form')
  const el = (tag, kind, ...inside) => {
    const node = document.createElement(tag)
    if (kind) node.className = kind
    node.append(...inside.filter((one) => one || one === 0))
    return node
  }
  const button = (text, plain, act) => {
    const node = el('button', plain ? 'is-plain' : '', text)
    node.type = 'button'
    node.onclick = act
    return node
  }
  const money = (minor, currency) => (minor / 100).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en', { style: 'currency', currency })
  const when = (us) => new Date(us / 1000).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en', { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const say = (text) => {
    const wrong = $('.wrong')
    wrong.textContent = text
    wrong.hidden = !text
    if (text) wrong.scrollIntoView({ block: 'center' })
  }

  async function ask(path, options) {
    say('')
    let answer
    try {
      answer = await fetch(`/api/v1/own-cases/${encodeURIComponent(secret)}${path}`, { credentials: 'omit', ...options })
    } catch {
      return say(t('broken'))
    }
    const body = await answer.json().catch(() => null)
    if (answer.ok) return body
    if (answer.status === 404 || !secret) {
      form.hidden = true
      $('#cases').replaceChildren()
      return say(t('over'))
    }
    if (answer.status === 429) return say(t('often'))
    if (answer.status === 413) return say(t('large'))
    if (/picture/.test(body?.reason ?? '')) return say(t('bad'))
    say(answer.status >= 500 ? t('broken') : t('refused', { why: t(body?.reason ?? '') }))
  }
  const send = (path, value) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) })

  function rail(one) {
    const here = one.rail.findIndex((step) => step.now)
    return el('ol', 'steps', ...one.rail.map((step, i) => {
      const node = el('li', step.now ? 'is-now' : i < here ? 'is-past' : '', t(step.state === 'tracing' ? 'tracing_state' : step.state), step.at && el('time', '', when(step.at)))
      if (step.now) node.setAttribute('aria-current', 'step')
      return node
    }))
  }
  function sum(one) {
    return one.sum.length > 0 && el('dl', 'sum', ...one.sum.map((line) => el('div', line.key === 'total' ? 'is-total' : '',
      el('dt', '', lang === 'zh' ? line.zh : line.en), el('dd', '', line.amount || line.key === 'total' ? money(line.amount, one.currency) : ''))))
  }
  const step = async (one, event, more = {}) => {
    if (await send('/steps', { of: one.id, event, version: one.version, ...more })) await load()
  }
  function waybill(one) {
    const field = el('input')
    field.required = true
    field.maxLength = 40
    field.setAttribute('aria-label', t('waybill'))
    field.placeholder = t('waybill')
    return el('div', 'waybill', field, button(t('shipped_back'), false, () => {
      const instead = ['asked', 'booked'].includes(one.pickup?.state)
      if (field.value.trim() && (!instead || confirm(t('pick_sure_self')))) void step(one, 'shipped_back', { waybill: field.value.trim() })
    }))
  }
  // How it goes back: by the buyer, or fetched by a courier in one of the windows that the shop offers.
  const zone = { timeZone: 'Asia/Shanghai' }
  const local = (us, options) => new Date(us / 1000).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en', { ...zone, ...options })
  const day = (us) => local(us, { month: '2-digit', day: '2-digit', weekday: 'short' })
  const clock = (us) => local(us, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const choose = (label, pairs) => {
    const node = el('select', '', ...pairs.map(([value, text]) => Object.assign(el('option', '', text), { value })))
    node.setAttribute('aria-label', label)
    return node
  }
  const typed = (label, placeholder, limit) => Object.assign(el('input'), { placeholder: `${label} ${placeholder ?? ''}`.trim(), ariaLabel: label, maxLength: limit })
  function picking(one, moved) {
    const { windows, name, phone, address } = one.pickup_offer
    if (windows.length === 0) return el('p', 'quiet', t('pick_none'))
    const was = moved ?? { name, phone, address }
    const days = choose(t('pick_day'), [...new Set(windows.map((at) => day(at.from)))].map((text) => [text, text]))
    const times = choose(t('pick_time'), [])
    const fill = () => times.replaceChildren(...windows.filter((at) => day(at.from) === days.value).map((at) => Object.assign(el('option', '', `${clock(at.from)}–${clock(at.to)}`), { value: at.from })))
    days.onchange = fill
    const held = moved && windows.find((at) => at.from === moved.from)
    if (held) days.value = day(held.from)
    fill()
    if (held) times.value = held.from
    const fields = { name: typed(t('pick_name'), was.name, 40), phone: typed(t('pick_phone'), was.phone, 20), address: typed(t('pick_address'), was.address, 200) }
    fields.phone.inputMode = 'tel'
    const key = crypto.randomUUID()
    const go = button(t(moved ? 'pick_move' : 'pick_ask'), false, async () => {
      const said = Object.fromEntries(Object.entries(fields).map(([part, field]) => [part, field.value.trim()]).filter(([, text]) => text))
      go.disabled = true
      const done = moved
        ? await ask(`/pickups/${moved.id}`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ from: Number(times.value), ...said }) })
        : await send('/pickups', { of: one.id, client_key: key, from: Number(times.value), ...said })
      go.disabled = false
      if (done) await load()
    })
    return el('div', 'picking', el('div', 'picking-when', days, times), el('p', 'quiet', t('pick_keep')), fields.name, fields.phone, fields.address, go)
  }
  function pickup(one) {
    const got = one.pickup
    const comes = got && ['asked', 'booked'].includes(got.state)
    const words = got && (got.state === 'failed' ? t('pick_failed', { why: got.reason }) : t(`pick_${got.state}`))
    // What asks for another time is of no use when there is none to choose.
    const shown = got && (!['withdrawn', 'failed'].includes(got.state) || one.pickup_offer) && el('div', `pickup is-${got.state}`, el('strong', '', words),
      comes && el('p', '', `${day(got.from)} ${clock(got.from)}–${clock(got.to)}`), comes && el('p', 'quiet', `${got.name} ${got.phone} ${got.address}`),
      got.number && el('p', 'quiet', `${got.carrier} ${got.number}`), comes && el('p', 'quiet', got.change_until ? t('pick_until', { time: when(got.change_until) }) : t('pick_fixed')))
    if (!one.pickup_offer && !comes) return shown
    const change = comes && got.change_until
    const more = comes ? change && one.pickup_offer && el('details', '', el('summary', '', t('pick_move')), picking(one, got)) : el('details', '', el('summary', '', t('pick_courier')), picking(one))
    if (more && got?.state === 'failed') more.open = true
    return el('section', 'pick', shown, more, change && button(t('pick_off'), true, async () => {
      if (confirm(t('pick_sure_off')) && await ask(`/pickups/${got.id}`, { method: 'DELETE' })) await load()
    }))
  }
  function acts(one) {
    const first = ['accept_offer', 'confirm', 'choose_exchange']
    return el('div', 'acts', ...one.may.filter((event) => event !== 'shipped_back').map((event) => button(t(event), !first.includes(event), () => {
      if (event === 'edit') {
        const note = prompt(t('why'), one.words)
        if (note) void step(one, event, { note })
      } else if (confirm(t('sure', { act: t(event) }))) void step(one, event)
    })))
  }
  function evidence(one) {
    const field = el('input')
    field.type = 'file'
    field.accept = 'image/*,video/*'
    field.onchange = async () => {
      const file = field.files[0]
      if (file && await ask(`/evidence/${one.id}?name=${encodeURIComponent(file.name)}`, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file })) await load()
    }
    return el('label', 'file', t('evidence'), field)
  }
  function shown(one) {
    const is_over = ['success', 'closed', 'cancelled'].includes(one.state)
    const waits = !is_over && one.deadline_at && el('p', 'quiet', t('waits', { who: t(one.awaited), time: when(one.deadline_at) }))
    const offer = one.state === 'offered' && one.offered && el('p', 'offer', t('offer', { amount: money(one.offered, one.currency) }))
    return el('article', 'order', el('div', 'head', el('h2', 'number', `${t(one.kind)} · ${one.number}`), el('span', 'state', t(one.state === 'tracing' ? 'tracing_state' : one.state))),
      el('p', 'quiet', `${one.goods_title} · ${t(one.reason)}`), rail(one), waits, offer, sum(one),
      (one.pickup || one.pickup_offer) && pickup(one), one.may.includes('shipped_back') && waybill(one), one.evidence.length > 0 && el('p', 'quiet', t('shown', { count: one.evidence.length })),
      !is_over && evidence(one), one.may.length > 0 && acts(one))
  }

  const kinds = (order) => (order.shipped ? ['return_refund', 'exchange', 'resend', 'refund_received', 'refund_unreceived', 'repair'] : ['refund_unshipped'])
  const reasons = ['quality', 'damaged', 'wrong_item', 'missing_item', 'mismatch', 'size', 'no_reason', 'not_received', 'late', 'changed_mind', 'wrong_address', 'fake', 'other']
  const option = (value) => {
    const node = el('option', '', t(value))
    node.value = value
    return node
  }
  let key = crypto.randomUUID()

  function fill(order) {
    const kept = [$('#kind').value, $('#reason').value]
    $('#kind').replaceChildren(...kinds(order).map(option))
    $('#reason').replaceChildren(...(order.shipped ? reasons : ['changed_mind', 'wrong_address', 'late', 'other']).map(option))
    if (kept[0]) [$('#kind').value, $('#reason').value] = kept
    const goods = order.lines.filter((line) => line.left > 0).map((line, i) => {
      const field = el('input')
      Object.assign(field, { type: 'number', min: 0, max: line.left, value: order.shipped && i > 0 ? 0 : line.left, inputMode: 'numeric' })
      field.dataset.line = line.line
      return el('label', 'goods', field, el('span', '', line.title), el('small', 'quiet', t('left', { count: line.left })))
    })
    $('#lines').replaceChildren($('#lines legend'), ...goods)
    form.hidden = goods.length === 0
  }
  // Parcels of the order: a search that is under way, or the way to ask for one.
  const traced = (one) => el('article', 'order', el('div', 'head', el('h2', 'number', `${t('search')} · ${one.number}`), el('span', 'state', t(`search_${one.state}`))),
    el('p', 'quiet', `${one.carrier_name} ${one.waybill}`),
    el('ol', 'steps', ...one.rail.map((step, i) => el('li', step.now ? 'is-now' : i < one.rail.findIndex((at) => at.now) ? 'is-past' : '', t(`search_${step.state}`), step.at && el('time', '', when(step.at))))),
    !one.over_at && one.deadline_at && el('p', 'quiet', t('search_by', { time: when(one.deadline_at) })))
  const untraced = (one) => el('article', 'order', el('div', 'head', el('h2', 'number', `${one.carrier_name} ${one.number}`)),
    el('div', 'acts', button(t(one.is_delivered ? 'search_never' : 'search_ask'), true, async () => {
      if (await send('/tracings', { parcel: one.id, reason: one.is_delivered ? 'not_received' : 'silent' })) await load()
    })))
  async function load() {
    const order = await ask('')
    if (!order) return
    const searches = (await ask('/tracings'))?.items ?? []
    const open = new Set(searches.filter((one) => !one.over_at).map((one) => one.waybill))
    $('#parcels').replaceChildren(...searches.map(traced), ...order.parcels.filter((one) => !open.has(one.number)).map(untraced))
    $('#about').replaceChildren(t('order', { shop: order.shop_name, number: order.number }), el('br'), t('until', { time: when(order.expires_at) }))
    $('#cases').replaceChildren(...order.cases.map(shown))
    fill(order)
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const kind = form.elements.kind.value
    const lines = [...document.querySelectorAll('[data-line]')].map((field) => ({ line: field.dataset.line, quantity: Number(field.value) })).filter((line) => line.quantity > 0)
    if (lines.length === 0) return say(t('none'))
    const said = form.elements.words.value.trim()
    const submit = form.querySelector('button')
    submit.disabled = true
    if (await send('', { client_key: key, kind, reason: form.elements.reason.value, lines, ...(said ? { words: said } : {}) })) {
      key = crypto.randomUUID()
      form.elements.words.value = ''
      await load()
      $('#cases').scrollIntoView({ block: 'start' })
    }
    submit.disabled = false
  })
  void load()
})()
