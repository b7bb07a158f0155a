// Where a picture of goods is loaded from.

/** The desk loads nothing from other houses (its policy refuses it): their pictures are asked of ours, which has fetched them. Nothing for what is no address. */
export function pictureOf(src: string): string {
  if ((src.startsWith('/') && !src.startsWith('//')) || src.startsWith(`${location.origin}/`)) return src
  return /^https?:\/\//.test(src) ? `/goods-pictures?of=${encodeURIComponent(src)}` : ''
}
