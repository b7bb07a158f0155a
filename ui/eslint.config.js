// The rules that keep the desk a staircase of rooms, its text in words files, and its network in
// the kit. They mirror tools/check_rooms.py and read the same table, tools/rooms.json.
import { readFileSync } from 'node:fs'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import ts from 'typescript-eslint'

/** Lower first: a room may use the rooms before it, and only through their front door. */
const table = JSON.parse(readFileSync(new URL('../tools/rooms.json', import.meta.url), 'utf8'))
const staircase = table.rooms.map((room) => room.name).filter((name) => name !== 'app')
const desk = 'desk/src'

/** What the files of one place may not import. */
function forbid(files, patterns) {
  return {
    files: files.flatMap((place) => [`${desk}/${place}/**/*.ts`, `${desk}/${place}/**/*.vue`]),
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  }
}

const deep = { regex: 'rooms/\\w+/.+', message: 'Use the front door of the room.' }
const roomRules = staircase.map((room, step) => forbid([`rooms/${room}`], [
  ...staircase.slice(step + 1).map((above) => ({
    regex: `^(\\.\\./)+${above}(/|$)`, message: `${room} stands below ${above}: speak upward by events.`,
  })),
  ...staircase.filter((one) => one !== room).map((other) => ({
    regex: `^(\\.\\./)+${other}/.+`, message: `Use the front door of ${other}.`,
  })),
  { regex: 'frame/', message: 'A room does not know the frame.' },
]))

export default [
  { ignores: ['desk/dist/**', 'node_modules/**', '**/api.gen.ts'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['desk/**/*.vue', 'desk/**/*.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser },
      globals: { window: 'readonly', document: 'readonly', navigator: 'readonly', location: 'readonly' },
    },
    rules: {
      'no-undef': 'off',
      'max-len': ['error', { code: 320 }],
      'no-restricted-globals': ['error', ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'].map((name) => ({ name, message: 'Only kit/ speaks to the network.' }))],
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML'].map((property) => ({ property, message: 'Text goes through text nodes.' }))],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'never', normal: 'always', component: 'always' } }],
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['−', '·', '/', '(', ')', ',', '.', '→', '–', '×'] }],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-static-inline-styles': 'error',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      'vuejs-accessibility/no-autofocus': 'error',
    },
  },
  { files: [`${desk}/kit/**/*.ts`], rules: { 'no-restricted-globals': 'off' } },
  forbid(['look'], [{ regex: '(kit|rooms|frame)/', message: 'look/ knows nothing of ours.' }]),
  forbid(['kit'], [{ regex: '(look|rooms|frame)/', message: 'kit/ stands below everything.' }]),
  forbid(['frame'], [deep]),
  ...roomRules,
]
