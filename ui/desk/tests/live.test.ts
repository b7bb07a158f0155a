import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { live_state, startLive, stopLive } from '../src/kit/live'
import { session } from '../src/kit/session'
import { session as signedIn } from './cast'

/** A socket whose other end says what the test says. */
class Line {
  static OPEN = 1
  static all: Line[] = []
  readyState = 1
  sent: Record<string, unknown>[] = []
  closed = 0
  onopen?: () => void
  onmessage?: (message: { data: string }) => void
  onclose: ((event: { code: number }) => void) | null = null
  constructor() { Line.all.push(this) }
  send(text: string) { this.sent.push(JSON.parse(text) as Record<string, unknown>) }
  close(code: number) { this.closed = code }
  says(frame: unknown) { this.onmessage?.({ data: JSON.stringify(frame) }) }
}
const calls = (line: Line) => line.sent.filter((frame) => 'call' in frame)

async function opened(): Promise<Line> {
  startLive()
  await vi.advanceTimersByTimeAsync(1)
  const line = Line.all.at(-1) as Line
  line.onopen?.()
  line.says({ resumed: true })
  return line
}

beforeEach(() => {
  vi.useFakeTimers()
  Line.all = []
  session.value = signedIn()
  vi.stubGlobal('WebSocket', Line)
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ ticket: 't' })))
})
afterEach(() => {
  stopLive()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a line that has gone silent', () => {
  it('is asked something after a minute, and stays when it answers', async () => {
    const line = await opened()
    expect(live_state.value).toBe('live')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls(line)).toMatchObject([{ method: 'GET', path: '/conversations/counts' }])
    line.says({ reply: calls(line)[0]?.call, status: 200, body: {} })
    await vi.advanceTimersByTimeAsync(30_000)
    expect([live_state.value, line.closed, Line.all.length]).toEqual(['live', 0, 1])
  })

  it('stays when the answer is a refusal', async () => {
    const line = await opened()
    await vi.advanceTimersByTimeAsync(60_000)
    line.says({ reply: calls(line)[0]?.call, status: 403, body: { code: 'forbidden' } })
    await vi.advanceTimersByTimeAsync(30_000)
    expect([live_state.value, line.closed]).toEqual(['live', 0])
  })

  it('is given up when it does not answer, and another is opened', async () => {
    const line = await opened()
    await vi.advanceTimersByTimeAsync(60_000 + 10_000)
    expect(line.closed).toBe(4000)
    expect(live_state.value).toBe('lost')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(Line.all.length).toBe(2)
  })
})
