// A real Vendure shop: its own SQLite file, seeded products and customers, the plugin of docs/examples.
//
//     node shop.cjs seed FOLDER                              makes FOLDER/shop.sqlite
//     node shop.cjs serve FOLDER PORT [HOOK_URL SECRET]      serves it; prints "listening PORT"
// No word about this shop leaves the machine.
process.env.VENDURE_DISABLE_TELEMETRY = 'true'
const fs = require('node:fs')
const path = require('node:path')
const core = require('@vendure/core')
const { populate } = require('@vendure/core/cli')
const { xiaoerPlugin } = require('../../../docs/examples/vendure_plugin.cjs')

const [, , verb, folder, port = '0', hook, secret] = process.argv

// Pays at once, and pays back at once what it is asked for.
const payment = new core.PaymentMethodHandler({
  code: 'test-payment',
  description: [{ languageCode: core.LanguageCode.en, value: 'Test payment' }],
  args: {},
  createPayment: (ctx, order, amount, args, metadata) =>
    ({ amount, state: 'Settled', transactionId: `T${order.id}-${Date.now()}`, metadata }),
  settlePayment: () => ({ success: true }),
  createRefund: (ctx, input, amount) => ({ state: 'Settled', transactionId: `R${Date.now()}-${amount}` }),
})

// Other dialects are not installed, and no module of theirs is asked for.
const config = {
  apiOptions: { hostname: '127.0.0.1', port: Number(port), adminApiPath: 'admin-api', shopApiPath: 'shop-api',
    shopListQueryLimit: 1000, adminListQueryLimit: 1000 },
  authOptions: { tokenMethod: ['bearer', 'cookie'], requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' }, cookieOptions: { secret: 'test' } },
  dbConnectionOptions: { type: 'better-sqlite3', synchronize: verb === 'seed', logging: false,
    database: path.join(folder, 'shop.sqlite') },
  paymentOptions: { paymentMethodHandlers: [payment] },
  defaultLanguageCode: core.LanguageCode.zh_Hans,
  importExportOptions: { importAssetsDir: folder },
  logger: new core.DefaultLogger({ level: core.LogLevel.Error }),
  plugins: hook ? [xiaoerPlugin(core, { url: hook, secret })] : [],
}

// The last one is counted, as the shop does by itself; the others are not.
const products = [
  ['青釉手捏杯', 'qingyou-cup', 'BEI-QY-01', 128, 60, 'false'],
  ['柴烧茶盏', 'chaishao-zhan', 'ZHAN-CS-02', 268, 24, 'false'],
  ['粗陶饭碗', 'cutao-bowl', 'WAN-CT-03', 59.9, 200, 'false'],
  ['白瓷花瓶', 'baici-vase', 'PING-BC-04', 399, 12, ''],
]

const initial = {
  defaultLanguage: core.LanguageCode.zh_Hans,
  defaultZone: 'Asia',
  countries: [{ name: '中国', code: 'CN', zone: 'Asia' }],
  taxRates: [{ name: 'Standard Tax', percentage: 0 }],
  shippingMethods: [{ name: '标准快递', price: 800 }],
  paymentMethods: [{ name: 'Test', handler: { code: 'test-payment', arguments: [] } }],
  collections: [],
}

function csv() {
  const head = 'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets'
  return [head, ...products.map(([name, slug, sku, price, stock, counted]) =>
    `${name},${slug},手工制作,,,,,${sku},${price},standard,${stock},${counted},,`)].join('\n')
}

async function seed() {
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'products.csv'), csv())
  const app = await populate(() => core.bootstrap(config), initial, path.join(folder, 'products.csv'))
  // Prices are in yuan.
  const connection = app.get(core.TransactionalConnection).rawConnection
  const channel = await connection.getRepository(core.Channel).find()
  for (const one of channel)
    await connection.getRepository(core.Channel).update(one.id,
      { defaultCurrencyCode: 'CNY', availableCurrencyCodes: ['CNY'], pricesIncludeTax: true })
  await connection.getRepository(core.ProductVariantPrice).createQueryBuilder().update().set({ currencyCode: 'CNY' }).execute()
  await app.close()
}

async function serve() {
  const app = await core.bootstrap(config)
  process.stdout.write(`listening ${app.getHttpServer().address().port}\n`)
  // The one who started us is gone: go too.
  process.stdin.on('end', () => process.exit(0)).resume()
}

(verb === 'seed' ? seed() : serve()).then(() => verb === 'seed' && process.exit(0), (why) => {
  console.error(why)
  process.exit(1)
})
