// Source: WCAG 2.2, relative luminance and contrast ratio.
export function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return ((x ?? 0) + 0.05) / ((y ?? 0) + 0.05)
}

export const isHex = (text: string) => /^#[0-9a-f]{6}$/i.test(text)
