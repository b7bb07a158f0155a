// Shares in hundredths of a percent, and how they are written.

export const shareOf = (in_time: number, all: number) => (all === 0 ? 0 : Math.floor((in_time * 10_000) / all))
/** 9825 → "98.25", 9800 → "98". Rounded down: 97.999 % is not 98. */
export const percent = (share: number) => String(share / 100)
export const clockTime = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** "2026-11" and so many months on. */
export function monthFrom(month: string, by: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const index = year * 12 + number - 1 + by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

export interface Bar { day: string; x: number; height: number; is_low: boolean }
/** Bars in a box of 31 × 10 units, one a day of the month. */
export function bars(days: readonly { day: string; in_time: number; all: number }[], target: number): Bar[] {
  return days.filter((one) => one.all > 0).map((one) => {
    const share = shareOf(one.in_time, one.all)
    return { day: one.day, x: Number(one.day.slice(8)) - 1, height: Math.max(0.3, share / 1000), is_low: share < target }
  })
}
