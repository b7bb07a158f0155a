import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../src')
const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name)
  return statSync(path).isDirectory() ? files(path) : [path]
})
const words = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((one) => one[1]).sort()
const chinese = files(root).filter((path) => path.endsWith('.zh.json'))
const HAN = /\p{Script=Han}/u

describe('texts', () => {
  it.each(chinese)('is asked for in its own folder: %s', (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    const askers = files(folder).filter((one) => one.endsWith('.ts') && readFileSync(one, 'utf8').includes(`from './${path.slice(folder.length)}'`))
    expect(askers.length).toBeGreaterThan(0)
  })

  it.each(chinese)('says the same things in English: %s', (path) => {
    const [zh, en] = [words(path), words(path.replace('.zh.json', '.en.json'))]
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
    for (const key of Object.keys(zh)) expect([key, slots(en[key]!)]).toEqual([key, slots(zh[key]!)])
    for (const [key, text] of Object.entries({ ...zh, ...en })) expect([key, text.trim()]).not.toEqual([key, ''])
  })

  it('keeps English free of Chinese, but for the names of languages', () => {
    for (const path of chinese) {
      const en = words(path.replace('.zh.json', '.en.json'))
      const left = Object.entries(en).filter(([key, text]) => HAN.test(text) && !['other_language', 'chinese'].includes(key))
      expect(left).toEqual([])
    }
  })

  it('keeps Chinese words out of code and templates', () => {
    const found = files(root).filter((path) => /\.(vue|ts)$/.test(path)).flatMap((path) => {
      const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|<!--[\s\S]*?-->/gm, '')
      return code.split('\n').filter((line) => HAN.test(line)).map((line) => `${path.slice(root.length)}: ${line.trim()}`)
    })
    expect(found).toEqual([])
  })

  it('uses every key it has', () => {
    const code = files(root).filter((path) => /\.(vue|ts)$/.test(path)).map((path) => readFileSync(path, 'utf8')).join('\n')
    // Keys made of a fixed part and a value, as in t(`state_${state}`).
    const stems = [...code.matchAll(/`(\w+_)\$\{/g)].map((one) => one[1]!)
    const unused = chinese.flatMap((path) => Object.keys(words(path))
      .filter((key) => !new RegExp(`['"\`]${key}['"\`]`).test(code) && !stems.some((stem) => key.startsWith(stem)))
      .map((key) => `${path.slice(root.length)}: ${key}`))
    expect(unused).toEqual([])
  })
})
