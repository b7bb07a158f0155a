import { describe, expect, it } from 'vitest'
import { qr } from '../src/look/qr'

const rows = (grid: boolean[][]) => grid.map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))

describe('a QR code', () => {
  const grid = qr('HELLO')!
  it('of a short text is 21 cells wide', () => expect([grid.length, grid[0]!.length]).toEqual([21, 21]))
  it('has three finders and the dark cell', () => {
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']
    const at = (x: number, y: number) => rows(grid).slice(y, y + 7).map((row) => row.slice(x, x + 7))
    expect(at(0, 0)).toEqual(finder)
    expect(at(14, 0)).toEqual(finder)
    expect(at(0, 14)).toEqual(finder)
    expect(grid[13]![8]).toBe(true)
  })
  it('has timing lines', () => expect(rows(grid)[6]!.slice(8, 13)).toBe('#.#.#'))
  it('says level M and one of eight masks twice, the same', () => {
    const first = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => grid[y]![8])
    const second = [20, 19, 18, 17, 16, 15, 14, 13].map((x) => grid[8]![x])
    expect(first).toEqual(second)
  })
  it('grows with the text and gives up when it is too long', () => {
    expect(qr('x'.repeat(120))!.length).toBeGreaterThan(37)
    expect(qr('x'.repeat(300))).toBeUndefined()
  })
})
