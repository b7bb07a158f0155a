// A QR code of a short text: byte mode, error correction M, versions 1 to 10 (at most 213 bytes).
// Source: ISO/IEC 18004:2015. Numbers in brackets below are its clauses.
//
//   text -> data words -> + Reed-Solomon words, interleaved -> zigzag over the free cells -> best mask

/** Per version: words of correction per block, then blocks as [how many, data words each] (Table 9, level M). */
const BLOCKS: readonly (readonly [number, readonly (readonly [number, number])[]])[] = [
  [10, [[1, 16]]], [16, [[1, 28]]], [26, [[1, 44]]], [18, [[2, 32]]], [24, [[2, 43]]],
  [16, [[4, 27]]], [18, [[4, 31]]], [22, [[2, 38], [2, 39]]], [22, [[3, 36], [2, 37]]], [26, [[4, 43], [1, 44]]],
]
/** Centres of the alignment patterns (Annex E). */
const ALIGNED: readonly (readonly number[])[] = [
  [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50],
]

// The field GF(256) with the polynomial 0x11d (7.5.2).
const EXP = new Uint8Array(512)
const LOG = new Uint8Array(256)
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = x
  LOG[x] = i
  x = (x << 1) ^ (x & 128 ? 0x11d : 0)
}
for (let i = 255; i < 512; i++) EXP[i] = EXP[i - 255] ?? 0
const times = (a: number, b: number) => (a && b ? (EXP[(LOG[a] ?? 0) + (LOG[b] ?? 0)] ?? 0) : 0)

function correction(data: readonly number[], count: number): number[] {
  let generator = [1]
  for (let i = 0; i < count; i++) {
    const next = new Array<number>(generator.length + 1).fill(0)
    generator.forEach((one, j) => {
      next[j] = (next[j] ?? 0) ^ one
      next[j + 1] = (next[j + 1] ?? 0) ^ times(one, EXP[i] ?? 0)
    })
    generator = next
  }
  const rest = [...data, ...new Array<number>(count).fill(0)]
  for (let i = 0; i < data.length; i++) {
    const factor = rest[i] ?? 0
    if (factor) generator.forEach((one, j) => { rest[i + j] = (rest[i + j] ?? 0) ^ times(one, factor) })
  }
  return rest.slice(data.length)
}

const dataWords = (version: number) => BLOCKS[version - 1]![1].reduce((sum, [many, words]) => sum + many * words, 0)

function dataOf(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = []
  const put = (value: number, length: number) => { for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1) }
  put(4, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) put(byte, 8)
  const most = dataWords(version) * 8
  put(0, Math.min(4, most - bits.length))
  while (bits.length % 8) bits.push(0)
  const words: number[] = []
  for (let i = 0; i < bits.length; i += 8) words.push(bits.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0))
  for (let i = 0; words.length < most / 8; i++) words.push(i % 2 ? 0x11 : 0xec)
  return words
}

function interleaved(words: readonly number[], version: number): number[] {
  const [count, shape] = BLOCKS[version - 1]!
  const blocks: number[][] = []
  let from = 0
  for (const [many, size] of shape) {
    for (let i = 0; i < many; i++, from += size) blocks.push(words.slice(from, from + size))
  }
  const checks = blocks.map((block) => correction(block, count))
  const made: number[] = []
  for (let i = 0; i < Math.max(...blocks.map((one) => one.length)); i++) for (const block of blocks) if (i < block.length) made.push(block[i]!)
  for (let i = 0; i < count; i++) for (const check of checks) made.push(check[i]!)
  return made
}

type Grid = (boolean | undefined)[][]

function finder(grid: Grid, x: number, y: number) {
  for (let dy = -1; dy <= 7; dy++) {
    for (let dx = -1; dx <= 7; dx++) {
      if (y + dy < 0 || x + dx < 0 || y + dy >= grid.length || x + dx >= grid.length) continue
      const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3))
      grid[y + dy]![x + dx] = ring !== 2 && ring !== 4
    }
  }
}

function bch(value: number, polynomial: number, length: number): number {
  let rest = value << length
  for (let bit = 31 - Math.clz32(rest); bit >= length; bit = 31 - Math.clz32(rest)) {
    rest ^= polynomial << (bit - length)
    if (rest === 0) break
  }
  return (value << length) | rest
}

/** Finders, timing, alignment, and the cells kept for format and version (6.3). */
function frame(version: number): Grid {
  const size = version * 4 + 17
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined))
  finder(grid, 0, 0)
  finder(grid, size - 7, 0)
  finder(grid, 0, size - 7)
  const centres = ALIGNED[version - 1]!
  for (const y of centres) {
    for (const x of centres) {
      if (grid[y]![x] !== undefined) continue
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) grid[y + dy]![x + dx] = Math.max(Math.abs(dx), Math.abs(dy)) !== 1
    }
  }
  for (let i = 8; i < size - 8; i++) {
    grid[6]![i] ??= i % 2 === 0
    grid[i]![6] ??= i % 2 === 0
  }
  if (version >= 7) {
    const bits = bch(version, 0x1f25, 12)
    for (let i = 0; i < 18; i++) {
      const [a, b] = [Math.floor(i / 3), (i % 3) + size - 11]
      grid[a]![b] = grid[b]![a] = ((bits >> i) & 1) === 1
    }
  }
  putFormat(grid, 0)
  return grid
}

/** Level M is 00, so the five bits are the mask number (7.9). */
function putFormat(grid: Grid, mask: number) {
  const size = grid.length
  const bits = bch(mask, 0x537, 10) ^ 0x5412
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1
    if (i < 6) grid[i]![8] = dark
    else if (i < 8) grid[i + 1]![8] = dark
    else grid[size - 15 + i]![8] = dark
    if (i < 8) grid[8]![size - 1 - i] = dark
    else if (i === 8) grid[8]![7] = dark
    else grid[8]![14 - i] = dark
  }
  grid[size - 8]![8] = true
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0, (_, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0, (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function filled(blank: Grid, words: readonly number[], mask: number): boolean[][] {
  const size = blank.length
  const grid = blank.map((row) => [...row])
  let bit = 0
  let up = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        if (blank[y]![x] !== undefined) continue
        const dark = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
        bit++
        grid[y]![x] = dark !== MASKS[mask]!(x, y)
      }
    }
    up = !up
  }
  putFormat(grid, mask)
  return grid as boolean[][]
}

/** How hard a camera would find it (7.8.3). */
function penalty(grid: readonly (readonly boolean[])[]): number {
  const size = grid.length
  let sum = 0
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x]!))]
  for (const line of lines) {
    let run = 1
    for (let i = 1; i <= size; i++) {
      if (i < size && line[i] === line[i - 1]) run++
      else {
        if (run >= 5) sum += run - 2
        run = 1
      }
    }
    const text = line.map((dark) => (dark ? '1' : '0')).join('')
    for (const pattern of ['10111010000', '00001011101']) {
      for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) sum += 40
    }
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) {
      const dark = grid[y]![x]
      if (dark === grid[y - 1]![x] && dark === grid[y]![x - 1] && dark === grid[y - 1]![x - 1]) sum += 3
    }
  }
  const share = grid.flat().filter(Boolean).length / (size * size)
  return sum + Math.floor(Math.abs(share * 100 - 50) / 5) * 10
}

/** Rows of cells, true for dark. Undefined when the text is too long. */
export function qr(text: string): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text)
  const version = BLOCKS.findIndex((_, i) => dataWords(i + 1) >= bytes.length + (i + 1 < 10 ? 2 : 3)) + 1
  if (version === 0) return undefined
  const words = interleaved(dataOf(bytes, version), version)
  const blank = frame(version)
  const made = MASKS.map((_, mask) => filled(blank, words, mask))
  return made.reduce((best, one) => (penalty(one) < penalty(best) ? one : best))
}
