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
  chat: 'M4 5h16v12h-9l-4 3v-3H4zM9 11c1 2 5 2 6 0',
  down: 'm6 9 6 6 6-6',
  close: 'm6 6 12 12M18 6 6 18',
  picture: 'M4 5h16v14H4zM5 17l5-5 4 4 2-2 4 4M15 9h0',
  send: 'M12 19V5M6 11l6-6 6 6',
  bell: 'M6 10a6 6 0 0 1 12 0c0 5 2 7 2 7H4s2-2 2-7M10 20h4M4 4l16 16',
}
