// Whatever the server holds back an order, a product or a row for is a sentence at the desk, in both languages.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import english from '../src/rooms/connections/texts.en.json'
import chinese from '../src/rooms/connections/texts.zh.json'

const root = join(import.meta.dirname, '../../../src')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

// Where orders, products and rows of files are judged. Routes of people in the same files have words of their own.
const judges = ['orders/acceptable.cpp', 'orders/put.cpp', 'catalogue/product.cpp',
  ...['take', 'values', 'columns', 'import_files', 'import_slices', 'export_rows', 'woocommerce', 'shopify', 'medusa', 'vendure', 'sync'].map((name) => `connections/${name}.cpp`)]
const forms = [/\b(?:invalid|conflict)\("([a-z_]+)"/g, /\bfault = "([a-z_]+)"/g, /\breason = "([a-z_]+)"/g, /, "", "([a-z_]+)"\}/g, /refuse\(Meaning::\w+, "([a-z_]+)"/g]
// What an order says of a change that comes from outside, and the ledger of what came back.
const of_changes = ['order_is_over', 'state_goes_back', 'above_paid', 'above_quantity', 'negative_amount', 'unknown_line', 'key_reused']

const found = [...new Set([...judges.flatMap((file) => forms.flatMap((form) => [...read(file).matchAll(form)].map((match) => match[1] ?? ''))), ...of_changes])].sort()
const says = (texts: Record<string, string>) => (word: string) => Boolean(texts[`fault_${word}`] ?? texts[`error_${word}`])

describe('reasons of what is held back', () => {
  it('are found where they are given', () => {
    expect(readdirSync(join(root, 'connections')).length).toBeGreaterThan(10)
    expect(found).toEqual(expect.arrayContaining(['shares_differ', 'below_refunded', 'id_twice', 'bad_amount', 'order_in_two_places', 'shifted_columns']))
  })
  it('are sentences in Chinese and in English', () => {
    expect(found.filter((word) => !says(chinese)(word))).toEqual([])
    expect(found.filter((word) => !says(english)(word))).toEqual([])
  })
})
