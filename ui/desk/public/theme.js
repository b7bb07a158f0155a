// Runs before the first paint, so that a dark desk never flashes white.
(() => {
  const pick = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const theme = pick('xiaoer.theme')
  document.documentElement.dataset.theme =
    theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light'
  const locale = pick('xiaoer.locale')
  if (locale === 'en') document.documentElement.lang = 'en'
})()
