// Files being added to a message: sent at once, shown with their progress, tried again by hand.
import { computed, onScopeDispose, shallowRef } from 'vue'
import { upload } from '../../kit/api'
import type { File as Uploaded } from '../../kit/api.gen'
import { said } from '../../kit/words'
import { FILE_BYTES_MAX } from './files'
import { t } from './texts'

export interface Attachment {
  key: number
  blob: File
  share: number
  preview?: string
  file?: Uploaded
  error?: string
}

let last_key = 0

export function useAttachments() {
  const items = shallowRef<readonly Attachment[]>([])
  const running = new Map<number, AbortController>()

  const set = (key: number, difference: Partial<Attachment>) => {
    items.value = items.value.map((one) => (one.key === key ? { ...one, ...difference } : one))
  }

  async function start(key: number) {
    const item = items.value.find((one) => one.key === key)
    if (!item) return
    const stop = new AbortController()
    running.set(key, stop)
    items.value = items.value.map((one) => {
      if (one.key !== key) return one
      const { error: _, ...rest } = one
      return { ...rest, share: 0 }
    })
    try {
      set(key, { file: await upload(item.blob, (share) => set(key, { share }), stop.signal), share: 1 })
    } catch (why) {
      if (!stop.signal.aborted) set(key, { error: said(why) })
    } finally {
      running.delete(key)
    }
  }

  function add(files: Iterable<File>) {
    for (const blob of files) {
      const key = ++last_key
      const is_large = blob.size > FILE_BYTES_MAX
      items.value = [...items.value, {
        key, blob, share: 0,
        ...(blob.type.startsWith('image/') ? { preview: URL.createObjectURL(blob) } : {}),
        ...(is_large ? { error: t('file_too_large') } : {}),
      }]
      if (!is_large) void start(key)
    }
  }

  function remove(key: number) {
    running.get(key)?.abort()
    const item = items.value.find((one) => one.key === key)
    if (item?.preview) URL.revokeObjectURL(item.preview)
    items.value = items.value.filter((one) => one.key !== key)
  }

  const clear = () => { for (const one of items.value) remove(one.key) }
  onScopeDispose(clear)

  return {
    items, add, remove, clear, start,
    is_busy: computed(() => items.value.some((one) => !one.file && !one.error)),
    has_error: computed(() => items.value.some((one) => one.error)),
    files: computed(() => items.value.flatMap((one) => (one.file ? [one.file] : []))),
  }
}
