// The pages of the demo shop, as text. Everything works without a script except the bag and the chat.

import { products, yuan } from './products.mjs'

const escaped = text => text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign])
const address = product => `/pages/${product.id}.html`

function page({ title, about, body, head = '', paint = '' }) {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escaped(title)}</title>
<meta name="description" content="${escaped(about)}">
<meta name="theme-color" content="#f7f4ee" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#191714" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/pages/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/pages/shop.css">
<script async src="/widget.js?k=demo"></script>
<script defer src="/pages/shop.js"></script>
${paint}${head}</head>
<body>
<a class="skip" href="#main">跳到内容</a>
<header class="top">
<a class="logo" href="/"><img src="/pages/mark.svg" alt="" width="34" height="34"><span>拾光器物</span></a>
<nav aria-label="主导航"><a href="/#all">全部器物</a><a href="/#kiln">我们的窑</a><a href="/#care">买家保障</a></nav>
<p class="bag" aria-live="polite"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 8h14l-1 12H6L5 8Zm4 0V6.500a3 3 0 0 1 6 0V8"/></svg><span class="hide">购物袋</span><b data-bag>0</b></p>
</header>
<main id="main">
${body}
</main>
<footer>
<p><strong>拾光器物</strong>慢一点，手作的日常。</p>
<p>客服时间 每天 9:00 至 22:00 · <a href="/chat?k=demo">单独打开客服窗口</a> · <a href="/pages/contact.html">其他联系方式</a></p>
<p class="small">这是小二的演示店铺，商品与价格均为示例。</p>
</footer>
</body>
</html>
`.replace(/(\.\d)00(?=\D)/g, '$1')
}

const tile = product => `<li><a href="${address(product)}">
<img src="/pages/${product.id}.svg" alt="" width="480" height="480" loading="lazy">
<span class="name">${product.name}<small>${product.size}</small></span>
<span class="cost">${yuan(product.price)}</span>
</a></li>`

export const home = () => page({
  title: '拾光器物 · 手作陶瓷',
  about: '手作的杯、盘、茶具与花器，来自龙泉、景德镇、建阳的小窑。',
  body: `<section class="hero">
<div>
<p class="mark">龙泉 · 景德镇 · 建阳</p>
<h1>慢一点，<br>手作的日常</h1>
<p>八位手艺人，五座小窑。每一件都拉坯、修坯、上釉、入窑，走完四十天，再到你手里。</p>
<p class="acts"><a class="button" href="#all">看看器物</a><button class="button plain" type="button" data-ask>问问客服</button></p>
</div>
<div class="pair"><img src="/pages/mug.svg" alt="青釉马克杯" width="480" height="480"><img src="/pages/vase.svg" alt="霁红柳叶瓶与一枝梅" width="480" height="480"></div>
</section>
<section aria-labelledby="all">
<h2 id="all">全部器物</h2>
<ul class="tiles">
${products.map(tile).join('\n')}
</ul>
</section>
<section class="kiln" aria-labelledby="kiln">
<div><h2 id="kiln">一只杯子，四十天</h2>
<p>泥要醒七天，坯要阴三天，素烧一天，上釉晾一天，入窑再等两天两夜。剩下的日子，是在等一窑合适的柴、一阵合适的风。</p>
<p>所以釉色会有深浅，口沿会有起伏。我们把它们留着，那是手的痕迹。</p></div>
<ol><li><b>醒泥</b>7 天</li><li><b>拉坯</b>1 天</li><li><b>阴干</b>3 天</li><li><b>素烧</b>1 天</li><li><b>上釉</b>1 天</li><li><b>入窑</b>2 天</li></ol>
</section>
<section class="care" aria-labelledby="care">
<h2 id="care">买家保障</h2>
<ul><li><b>破损当天补发</b>签收 48 小时内拍照发给客服，不用寄回。</li><li><b>七天无理由</b>没有使用痕迹即可退换，定制刻字除外。</li><li><b>当天发出</b>每天 16:00 前付款，当天交给快递。</li></ul>
</section>`,
})

export function detail(product) {
  const others = products.filter(({ id }) => id !== product.id)
  const from = products.indexOf(product)
  const near = [0, 1, 2, 3].map(step => others[(from + step) % others.length])
  const facts = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: `${product.name} ${product.size}`,
    description: product.line,
    image: [`/pages/${product.id}.svg`],
    sku: product.id,
    brand: { '@type': 'Brand', name: '拾光器物' },
    url: address(product),
    offers: {
      '@type': 'Offer',
      price: (product.price / 100).toFixed(2),
      priceCurrency: 'CNY',
      availability: 'https://schema.org/InStock',
      url: address(product),
    },
  }
  return page({
    title: `${product.name} · 拾光器物`,
    about: product.line,
    head: `<script type="application/ld+json">${JSON.stringify(facts).replace(/</g, '\\u003c')}</script>\n`,
    body: `<p class="path"><a href="/">首页</a> / <a href="/#all">全部器物</a> / <span aria-current="page">${product.name}</span></p>
<article class="item">
<img src="/pages/${product.id}.svg" alt="${product.name}" width="480" height="480" fetchpriority="high">
<div>
<p class="mark">${product.kiln}</p>
<h1>${product.name}<small>${product.size}</small></h1>
<p class="lead">${product.line}</p>
<p class="cost big">${yuan(product.price)}</p>
<p class="ready"><i></i>现货 ${product.stock} 件 · 16:00 前付款当天发出</p>
<p class="acts"><button class="button" type="button" data-buy>放入购物袋</button><button class="button plain" type="button" data-ask>问问客服</button></p>
<p>${product.story}</p>
<dl>${product.facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>
</div>
</article>
<section aria-labelledby="near"><h2 id="near">一起看看</h2>
<ul class="tiles">
${near.map(tile).join('\n')}
</ul></section>`,
  })
}

export const contact = () => page({
  title: '联系我们 · 拾光器物',
  about: '不用聊天窗口，也能找到我们。',
  body: `<article class="plainly">
<h1>联系我们</h1>
<p>聊天窗口需要浏览器开启 JavaScript。开启后刷新页面，右下角就能找到客服，通常 30 秒内回复。</p>
<h2>不方便开启？</h2>
<dl><div><dt>邮件</dt><dd><a href="mailto:kefu@shiguang.example">kefu@shiguang.example</a>，当天回复</dd></div><div><dt>时间</dt><dd>每天 9:00 至 22:00</dd></div></dl>
<p>来信请写上订单号；器物有破损的话，附一张照片，我们当天给您补发。</p>
<p class="acts"><a class="button" href="/">回到首页</a></p>
</article>`,
})
