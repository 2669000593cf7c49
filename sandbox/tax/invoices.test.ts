import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type TestWorld } from '../../tests/start-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.stop())

interface TaxAnswer {
  code: string
  result: { invoiceSerialNum: string } & Record<string, string>[]
}

async function tax(method: string, content: object): Promise<TaxAnswer> {
  const body = JSON.stringify(content)
  const query = { senid: 'a'.repeat(32), nonce: '12345678', timestamp: String(Math.floor(Date.now() / 1000)) }
  const text = `a=services&l=v1&p=open&k=tax-key&i=${query.senid}&n=${query.nonce}&t=${query.timestamp}&f=${body}`
  const search = new URLSearchParams({ ...query, appkey: 'tax-key' }).toString()
  const answer = await fetch(`${world.url}/nuonuo/open/v1/services?${search}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accessToken: 'tax-token',
      method: `nuonuo.OpeMplatform.${method}`,
      'x-nuonuo-sign': createHmac('sha1', 'tax-secret').update(text).digest('base64'),
    },
    body,
  })
  return (await answer.json()) as TaxAnswer
}
const bill = (orderNo: string, buyerName = '测试 & <有限公司>') =>
  tax('requestBillingNew', {
    order: {
      orderNo,
      salerTaxNum: '91110108MA01YXCA0T',
      buyerName,
      buyerTaxNum: '91310115MA1K4BCD2X',
      clerk: '钱会计',
      invoiceDetail: [
        {
          goodsName: '*信息技术服务*数字证书',
          goodsCode: '304',
          num: '1',
          taxRate: '0.06',
          taxIncludedAmount: '400.00',
        },
      ],
    },
  })

/** What an invoice looks like, as the platform hands it out. */
async function issued(orderNo: string, buyerName: string) {
  const serial = (await bill(orderNo, buyerName)).result.invoiceSerialNum
  const query = async () => (await tax('queryInvoiceResult', { serialNos: [serial] })).result[0]!
  await expect.poll(query, { timeout: 5000 }).toMatchObject({ status: '2' })
  const { pdfUrl = '', ofdUrl = '' } = await query()
  const fetched = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())
  const file = join(world.environment.SANDBOX_DATA_DIR, orderNo)
  writeFileSync(`${file}.pdf`, await fetched(pdfUrl))
  execFileSync('pdftoppm', ['-r', '144', '-png', '-singlefile', `${file}.pdf`, file])
  const page = unzipSync(await fetched(ofdUrl))['Doc_0/Pages/Page_0/Content.xml']!
  return {
    /** The pixels of a part of the PDF's sheet; in points. */
    pixels: (left: number, top: number, right: number, bottom: number) =>
      sharp(`${file}.png`)
        .extract({ left: left * 2, top: top * 2, width: (right - left) * 2, height: (bottom - top) * 2 })
        .raw()
        .toBuffer(),
    /** Texts of the OFD: left edge and top in millimetres, and the words. */
    texts: [...strFromU8(page).matchAll(/Boundary="(\d+) (\d+) .*?<ofd:TextCode[^>]*>([^<]*)</g)].map(
      ([, left, top, words]) => ({ left: Number(left), top: Number(top), words: words! }),
    ),
  }
}

describe('the longest and rarest name that an invoice is made out to', () => {
  const longest = '龘𠮷'.repeat(32)

  it('stays in the half of its party, above the tax number', async () => {
    const [long, short] = await Promise.all([issued('L1', longest), issued('L2', '某')])
    const sellersHalf = [306, 80, 586, 134] as const
    const taxNumber = [40, 113, 302, 134] as const
    expect((await long.pixels(...sellersHalf)).equals(await short.pixels(...sellersHalf))).toBe(true)
    expect((await long.pixels(...taxNumber)).equals(await short.pixels(...taxNumber))).toBe(true)

    const name = long.texts.filter(({ left, top }) => left === 12 && top < 42)
    expect(name.map(({ words }) => words).join('')).toBe(`购买方名称：${longest}`)
    expect(name.map(({ top }) => top)).toEqual([27, 31, 35])
    for (const { left, words } of name) expect(left + [...words].length * 3).toBeLessThan(112)
  })

  it('is drawn by glyphs of its own, each script of the minorities too', async () => {
    const drawn = async (number: string, buyer: string) =>
      (await issued(number, buyer)).pixels(70, 84, 90, 98)
    const [none, nothing, ...rare] = await Promise.all(
      ['\u{10FFFD}', '\u{2003}', '𠮷', '𬭬', 'ئ', 'བ', 'ᠮ', 'ꆈ'].map((buyer, at) => drawn(`G${at}`, buyer)),
    )
    for (const pixels of rare) {
      expect(pixels.equals(none!)).toBe(false)
      expect(pixels.equals(nothing!)).toBe(false)
    }
    // One script is not another.
    expect(new Set(rare.map((pixels) => pixels.toString('base64'))).size).toBe(rare.length)
  })
})

describe('an invoice', () => {
  it('fails, and is issued when it is asked for again', async () => {
    await world.act('tax/mode/failing')
    const serial = (await bill('I1')).result.invoiceSerialNum
    const query = async () => (await tax('queryInvoiceResult', { serialNos: [serial] })).result[0]!
    expect((await query()).status).toBe('20')
    expect((await tax('reInvoice', { fpqqlsh: serial })).code).not.toBe('E0000')
    await expect.poll(query, { timeout: 5000 }).toMatchObject({ status: '22', failCause: '开票限额不足' })

    await world.act('tax/mode/normal')
    expect((await tax('reInvoice', { invoiceSerialNum: serial })).code).toBe('E0000')
    expect((await query()).status).toBe('20')
    await expect.poll(query, { timeout: 5000 }).toMatchObject({ status: '2', orderNo: 'I1' })
    expect((await tax('reInvoice', { orderno: 'I1' })).code).not.toBe('E0000')
    expect((await tax('reInvoice', { fpqqlsh: '0' })).code).toBe('E9500')
  })

  it('has a layout file that any OFD reader can open', async () => {
    const serial = (await bill('I2')).result.invoiceSerialNum
    const query = async () => (await tax('queryInvoiceResult', { serialNos: [serial] })).result[0]!
    await expect.poll(query, { timeout: 5000 }).toMatchObject({ status: '2' })
    const { ofdUrl = '', allElectronicInvoiceNumber = '' } = await query()
    const file = join(world.environment.SANDBOX_DATA_DIR, 'invoice.ofd')
    writeFileSync(file, Buffer.from(await (await fetch(ofdUrl)).arrayBuffer()))
    // Python checks each file against its sum.
    const script =
      'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))'
    const read = (name: string) => execFileSync('python3', ['-c', script, file, name]).toString()
    expect(read('OFD.xml')).toContain('<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>')
    expect(read('Doc_0/Document.xml')).toContain('BaseLoc="Pages/Page_0/Content.xml"')
    const page = read('Doc_0/Pages/Page_0/Content.xml')
    for (const words of [allElectronicInvoiceNumber, '测试 &amp; &lt;有限公司&gt;', '肆佰圆整', '377.36']) {
      expect(page).toContain(words)
    }
  })
})
