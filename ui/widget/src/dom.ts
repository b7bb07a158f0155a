// Elements and text nodes only: no markup is ever parsed, so a page with the strictest policy can
// carry the window, and no message can become anything but text.

export type Child = Node | string | null | false | undefined
type Props = Record<string, string | number | boolean | null | undefined | ((event: any) => void)>

export function el<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  props: Props | string = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const node = document.createElement(tag)
  if (typeof props === 'string') props = { class: props }
  for (const name in props) {
    const value = props[name]
    if (typeof value === 'function') node.addEventListener(name, value)
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(...(children.filter(Boolean) as Node[]))
  return node
}

export function icon(path: string): SVGElement {
  const [svg, line] = ['svg', 'path'].map(tag => document.createElementNS('http://www.w3.org/2000/svg', tag))
  svg!.setAttribute('viewBox', '0 0 24 24')
  svg!.setAttribute('aria-hidden', 'true')
  line!.setAttribute('d', path)
  svg!.append(line!)
  return svg as SVGElement
}

export const icons = {
  chat: 'M12 3.5c5 0 9 3.3 9 7.7s-4 7.7-9 7.7c-.9 0-1.8-.1-2.7-.3l-4.5 2 .8-3.5C4 15.7 3 13.6 3 11.2c0-4.4 4-7.7 9-7.7ZM8.2 12.2c1.8 2.4 5.8 2.4 7.6 0',
  down: 'm6 9.5 6 6 6-6',
  close: 'm6 6 12 12M18 6 6 18',
  picture: 'M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2ZM4.5 17.5l4.7-4.7 3.3 3.3 2.7-2.7 4.3 4.3M15 8.7v.01',
  send: 'M12 19.5v-15M5.5 11 12 4.5l6.5 6.5',
  bell: 'M6.5 10a5.5 5.5 0 0 1 11 0c0 4.6 2 6.5 2 6.5h-15s2-1.9 2-6.5M10 19.6c.9 1.2 3.1 1.2 4 0M4 3.5l16 17',
}
