import type { File } from '../../kit/api.gen'

const KB = 1024
const SHOWN_WIDTH = 240
const SHOWN_HEIGHT = 260

export const FILE_BYTES_MAX = 10 * KB * KB
export const isPicture = (file: { content_type: string }) => /^image\//.test(file.content_type)

/** The size it takes on the screen, so that nothing jumps when it has loaded. */
export function pictureSize(file: File): { width?: number; height?: number } {
  if (!file.width || !file.height) return {}
  const scale = Math.min(1, SHOWN_WIDTH / file.width, SHOWN_HEIGHT / file.height)
  return { width: Math.round(file.width * scale), height: Math.round(file.height * scale) }
}

export function sizeOf(bytes: number): string {
  if (bytes < KB) return `${bytes} B`
  if (bytes < KB * KB) return `${Math.round(bytes / KB)} KB`
  return `${(bytes / KB / KB).toFixed(1)} MB`
}
