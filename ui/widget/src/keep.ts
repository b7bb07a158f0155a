// Storage that never throws: the browser's when it works, memory when it is blocked or full.
// Memory wins while a name is in it, because a failed write leaves an older value behind.

export interface Keep {
  get(name: string): string | null
  set(name: string, text: string | null): void
  names(start: string): string[]
}

export function keepIn(prefix: string, storage: () => Storage): Keep {
  const memory = new Map<string, string>()
  const attempt = <T>(act: (box: Storage) => T, otherwise: T): T => {
    try {
      return act(storage())
    } catch {
      return otherwise
    }
  }
  return {
    get: name => memory.get(name) ?? attempt(box => box.getItem(prefix + name), null),
    set(name, text) {
      memory.delete(name)
      if (text === null) attempt(box => box.removeItem(prefix + name), undefined)
      else if (!attempt(box => (box.setItem(prefix + name, text), true), false)) memory.set(name, text)
    },
    names: start => [
      ...new Set([
        ...memory.keys(),
        ...attempt(box => Object.keys(box), [])
          .filter(name => name.startsWith(prefix))
          .map(name => name.slice(prefix.length)),
      ]),
    ].filter(name => name.startsWith(start)),
  }
}

export function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text!)
  } catch {
    return null
  }
}
