import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { AGENT_VERSION } from '../pki/agent-protocol.ts'
import { inspect, openBrowser, watchErrors } from './browser.ts'

// A browser looks for the key agent of its PC: the real one of the installation, and what can stand in the way.

const site = inject('site')
const environment = inject('environment')
const agentPort = Number(environment.AGENT_PORT)
const { host } = new URL(site)

let browser: Browser
const errors: string[] = []

beforeAll(async () => {
  // The site in the address space where real ones are; from loopback to loopback no browser asks.
  browser = await openBrowser([`--ip-address-space-overrides=${host}=public`])
})
afterAll(async () => {
  await browser?.close()
  expect(errors).toEqual([])
})

async function openPage(permissions: string[] = [], viewport = { width: 1280, height: 900 }) {
  const context: BrowserContext = await browser.newContext({ locale: 'zh-CN', viewport })
  if (permissions.length > 0) await context.grantPermissions(permissions, { origin: site })
  const page = await context.newPage()
  watchErrors(page, errors)
  await page.goto(`${site}/key-agent`)
  await page.getByTestId('agent-check').waitFor()
  return page
}

async function check(page: Page): Promise<string> {
  await page.getByTestId('agent-check').click()
  return (await page.getByTestId('agent-found').textContent({ timeout: 20_000 })) ?? ''
}

describe('a browser and the key agent', () => {
  it('finds it at the ports that the page’s policy names, and at no other', async () => {
    const page = await openPage(['local-network-access'])
    const policy = (await page.request.get(`${site}/key-agent`)).headers()['content-security-policy'] ?? ''
    const ports = [agentPort, agentPort + 1, agentPort + 2].map((port) => `http://127.0.0.1:${port}`)
    expect(policy).toContain(`connect-src 'self' ${ports.join(' ')};`)
    expect(await check(page)).toContain(AGENT_VERSION)
    await inspect(page, 'key-agent')
    const outside = await page.evaluate(
      (url) =>
        fetch(url, { method: 'POST' }).then(
          () => 'sent',
          () => 'refused',
        ),
      `${inject('sandbox')}/world`,
    )
    expect(outside).toBe('refused')
    await page.context().close()
  })

  it('says that the browser has refused, and how to allow it', async () => {
    const page = await openPage()
    expect(await check(page)).toContain('浏览器不允许')
    await page.context().close()
  })

  it('tells a missing agent from an old one', async () => {
    const page = await openPage(['local-network-access'], { width: 390, height: 844 })
    const hello = /127\.0\.0\.1:\d+\/v1\/hello/
    await page.route(hello, (route) => route.abort('connectionrefused'))
    expect(await check(page)).toContain('没有应答')
    await inspect(page, 'key-agent-missing-phone')
    await page.unroute(hello)
    const old = { agent: 'yinxin', version: '0.9.0', protocol: 1, agentNonce: 'x', tokenPresent: false }
    const headers = { 'access-control-allow-origin': site }
    await page.route(hello, (route) => route.fulfill({ json: old, headers }))
    expect(await check(page)).toContain('新版本')
    await page.context().close()
  })
})
