// The one place that speaks HTTP. A route is named as the server names it, its types follow.
import type { File as Uploaded, Routes } from './api.gen'
import { session, session_ended } from './session'

export type Route = keyof Routes
type Some<T> = T extends undefined ? unknown : T
export type Params<R extends Route> = Some<Routes[R]['path']> & Some<Routes[R]['query']>
type Body<R extends Route> = Routes[R]['body']
export type Answer<R extends Route> = Routes[R]['answer']

const ROOT = '/api/v1'

/** The server said no, or could not be reached (`status` 0, `code` `unreachable`). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly reason: string,
    readonly field = '',
    readonly request_id = '',
    readonly detail: unknown = undefined,
    readonly retry_after = 0,
  ) {
    super(`${code}: ${reason}`)
  }

  /** The network or the server failed, so trying again later may work. */
  get is_passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429
  }
}

export const unreachable = () => new Refusal(0, 'unreachable', 'unreachable')

function pathOf(route: string, params: Record<string, unknown>): { method: string; path: string } {
  const [method = 'GET', shape = ''] = route.split(' ')
  const left = new URLSearchParams()
  let path = shape
  for (const [name, value] of Object.entries(params)) {
    const slot = `{${name}}`
    if (path.includes(slot)) path = path.replace(slot, encodeURIComponent(String(value)))
    else if (value !== undefined && value !== null && value !== '') left.set(name, String(value))
  }
  return { method, path: left.size > 0 ? `${path}?${left}` : path }
}

function refusalOf(status: number, text: string, retry_after: string | null): Refusal {
  try {
    const said = JSON.parse(text) as Record<string, string>
    return new Refusal(
      status, said.code ?? 'unavailable', said.reason ?? said.code ?? '', said.field ?? '',
      said.request_id ?? '', said.detail, Number(retry_after ?? 0),
    )
  } catch {
    return new Refusal(status, 'unavailable', 'unavailable', '', '', undefined, Number(retry_after ?? 0))
  }
}

/** An ended session opens the dialog, except on the doors that need none. */
function noticeEnd(status: number, path: string) {
  if (status === 401 && session.value && !path.startsWith('/session')) session_ended.value = true
}

function headersFor(method: string, has_body: boolean): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (has_body || method !== 'GET') headers['Content-Type'] = 'application/json'
  if (method !== 'GET' && session.value) headers['X-CSRF'] = session.value.csrf
  return headers
}

async function sent(method: string, path: string, body: unknown, signal?: AbortSignal) {
  try {
    return await fetch(ROOT + path, {
      method,
      credentials: 'same-origin',
      headers: headersFor(method, body !== undefined),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (failure) {
    if (signal?.aborted) throw failure
    throw unreachable()
  }
}

type Rest<R extends Route> = Body<R> extends undefined
  ? Routes[R]['path'] extends undefined
    ? [params?: Params<R>, body?: undefined, signal?: AbortSignal]
    : [params: Params<R>, body?: undefined, signal?: AbortSignal]
  : [params: Params<R>, body: Body<R>, signal?: AbortSignal]

/** Calls one route. Throws `Refusal`. */
export async function call<R extends Route>(route: R, ...rest: Rest<R>): Promise<Answer<R>> {
  const [params, body, signal] = rest
  const { method, path } = pathOf(route, (params ?? {}) as Record<string, unknown>)
  const answer = await sent(method, path, body, signal)
  const text = await answer.text()
  if (!answer.ok) {
    noticeEnd(answer.status, path)
    throw refusalOf(answer.status, text, answer.headers.get('Retry-After'))
  }
  return (text ? JSON.parse(text) : undefined) as Answer<R>
}

/** The same address for calls that go through the live socket. */
export function addressed<R extends Route>(route: R, params: Params<R>) {
  return pathOf(route, (params ?? {}) as Record<string, unknown>)
}

/** Sends a part of a large file to where it belongs in it. */
export async function uploadPart(id: string, offset: number, part: Blob, signal: AbortSignal): Promise<Answer<'POST /imports/{id}/parts/{offset}'>> {
  const { path } = pathOf('POST /imports/{id}/parts/{offset}', { id, offset })
  const headers = { 'Content-Type': 'application/octet-stream', 'X-CSRF': session.value?.csrf ?? '' }
  const answer = await fetch(ROOT + path, { method: 'POST', credentials: 'same-origin', headers, body: part, signal })
    .catch((failure: unknown) => { throw signal.aborted ? failure : unreachable() })
  const text = await answer.text()
  if (answer.ok) return JSON.parse(text) as Answer<'POST /imports/{id}/parts/{offset}'>
  noticeEnd(answer.status, path)
  throw refusalOf(answer.status, text, answer.headers.get('Retry-After'))
}

async function uploadRaw(path: string, file: File): Promise<unknown> {
  const headers = { 'Content-Type': file.type || 'application/octet-stream', 'X-CSRF': session.value?.csrf ?? '' }
  const answer = await fetch(`${ROOT}${path}?name=${encodeURIComponent(file.name || 'file')}`, { method: 'POST', credentials: 'same-origin', headers, body: file })
    .catch(() => { throw unreachable() })
  const text = await answer.text()
  if (answer.ok) return JSON.parse(text)
  noticeEnd(answer.status, path)
  throw refusalOf(answer.status, text, answer.headers.get('Retry-After'))
}

/** Sends what a side shows in a case as a raw body. */
export const uploadEvidence = (id: string, file: File) =>
  uploadRaw(pathOf('POST /cases/{id}/evidence', { id }).path, file) as Promise<Answer<'POST /cases/{id}/evidence'>>

/** Sends a photo of what is in a parcel. */
export const uploadReturnPhoto = (id: string, file: File) =>
  uploadRaw(pathOf('POST /return-parcels/{id}/photos', { id }).path, file) as Promise<Answer<'POST /return-parcels/{id}/photos'>>

/** Sends what shows a piece of a claim on a courier. */
export const uploadClaimFile = (id: string, key: string, file: File) =>
  uploadRaw(pathOf('POST /claims/{id}/pieces/{key}/files', { id, key }).path, file) as Promise<Answer<'POST /claims/{id}/pieces/{key}/files'>>

/** Sends one file as a raw body and reports its progress as a share, 0..1. */
export function upload(
  file: Blob & { name?: string }, onProgress: (share: number) => void, signal: AbortSignal,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${ROOT}/files?name=${encodeURIComponent(file.name || 'file')}`)
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.setRequestHeader('X-CSRF', session.value?.csrf ?? '')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as Uploaded)
      noticeEnd(request.status, '/files')
      reject(refusalOf(request.status, request.responseText, request.getResponseHeader('Retry-After')))
    }
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
