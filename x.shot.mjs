import { chromium } from 'playwright-core'
const [, , url, out, width = '1280', full = '1'] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] })
const p = await b.newPage({ viewport: { width: +width, height: 900 }, locale: 'zh-CN' })
p.on('console', m => m.type()==='error' && console.log('console', m.text())); p.on('pageerror', e => console.log('pageerror', e.message))
await p.goto(url); await p.waitForTimeout(1200)
await p.screenshot({ path: out, fullPage: full === '1' })
await b.close()
