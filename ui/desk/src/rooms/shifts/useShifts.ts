import { computed, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Leave, ShiftCalendar, ShiftDay, Swap } from '../../kit/api.gen'
import { toast } from '../../kit/toast'
import { useLoaded } from '../../kit/useLoaded'
import { said } from '../../kit/words'
import { t } from './texts'

/** Reasons that this room has words for; `refused_` where the plan as a whole was refused. */
const told_here = [
  'not_planned', 'works_already', 'asked_already', 'in_the_past', 'not_agreed', 'already_decided', 'ends_before_it_begins', 'periods_overlap', 'bad_period',
  'code_taken', 'too_many',
  'refused_overlap', 'refused_on_leave', 'refused_seven_in_a_row',
] as const

/** What this room refused, in its own words first. */
export function told(why: unknown, prefix = ''): string {
  const reason = why instanceof Refusal ? why.reason : ''
  const key = told_here.find((one) => one === prefix + reason) ?? told_here.find((one) => one === reason)
  return key ? t(key) : said(why)
}

/** Some days of the plan, and the changing of it. */
export function useShifts(from: () => string | undefined, days: number, is_ready = () => true) {
  const plan = shallowRef<ShiftCalendar>()

  const { state, incident, load, retry } = useLoaded(async () => {
    const start = from()
    const found = await call('GET /shifts', { ...(start ? { from: start } : {}), days })
    if (start === from()) plan.value = found // else another week has been asked for meanwhile
  })
  watch(from, () => { if (is_ready()) void load() }, { immediate: true })

  async function set(person: string, day: string, kinds: string[]) {
    try {
      await call('PUT /shifts', {}, { person, day, kinds })
      await load()
    } catch (why) {
      toast(told(why), 'bad')
    }
  }
  async function publish() {
    const shown = plan.value
    if (!shown) return
    try {
      const { days: count } = await call('POST /shift_publications', {}, { from: shown.from, to: lastOf(shown) })
      toast(t('published', { count }))
      await load()
    } catch (why) {
      toast(told(why, 'refused_'), 'bad')
    }
  }
  const at = (person: string, day: string): ShiftDay | undefined =>
    plan.value?.items.find((one) => one.person === person && one.day === day)
  return { plan, state, incident, retry, load, set, publish, at }
}

const lastOf = (plan: ShiftCalendar) =>
  new Date(Date.parse(`${plan.from}T00:00:00Z`) + (plan.days - 1) * 86_400_000).toISOString().slice(0, 10)

/** Leave and swaps: one's own, or everybody's for who plans. */
export function useRequests(changed: () => void) {
  const leaves = shallowRef<Leave[]>([])
  const swaps = shallowRef<Swap[]>([])
  async function load() {
    try {
      const [some, others] = await Promise.all([call('GET /leaves'), call('GET /swaps')])
      leaves.value = some.items
      swaps.value = others.items
    } catch (why) {
      toast(told(why), 'bad')
    }
  }
  async function act(doing: Promise<unknown>) {
    try {
      await doing
    } catch (why) {
      toast(told(why, why instanceof Refusal && why.code === 'conflict' ? 'refused_' : ''), 'bad')
    }
    await load()
    changed()
  }
  void load()
  const is_quiet = computed(() => leaves.value.length + swaps.value.length === 0)
  return { leaves, swaps, is_quiet, load, act }
}
