// Light or dark. The system decides until a person does; theme.js sets it before the first paint.
import { ref } from 'vue'

export type Theme = 'light' | 'dark'

export const theme = ref<Theme>(document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light')

function show(chosen: Theme) {
  theme.value = chosen
  document.documentElement.dataset.theme = chosen
}

export function chooseTheme(chosen: Theme) {
  show(chosen)
  try {
    localStorage.setItem('xiaoer.theme', chosen)
  } catch {
    // Not remembered; the desk still turns dark.
  }
}

export function followSystem() {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
    if (!stored('xiaoer.theme')) show(event.matches ? 'dark' : 'light')
  })
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
