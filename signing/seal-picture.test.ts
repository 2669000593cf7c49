import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { DOTS_PER_MM, drawSeal, type SealText } from './seal-picture.ts'

const LONG = '内蒙古自治区呼伦贝尔市鄂伦春自治旗大兴安岭农产品贸易有限公司'

/** How much ink (0 to 1) is at each dot of a seal, and how many dots it is wide and high. */
async function ink(seal: SealText) {
  const { png } = await drawSeal(seal)
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { ...info, at: (x: number, y: number) => data[4 * (y * info.width + x) + 3]! / 255, data }
}

/** The part of a ring (radii in millimetres) that has ink, in the given twelfth of the clock. */
function onRing(
  { width, at }: Awaited<ReturnType<typeof ink>>,
  from: number,
  to: number,
  hour: number,
): number {
  let dots = 0
  let inked = 0
  for (let radius = from; radius < to; radius += 0.05) {
    for (let degrees = hour * 30 - 15; degrees < hour * 30 + 15; degrees += 0.25) {
      const angle = (degrees * Math.PI) / 180
      const [x, y] = [Math.sin(angle), -Math.cos(angle)].map((part) =>
        Math.round(width / 2 + part * radius * DOTS_PER_MM),
      ) as [number, number]
      dots++
      inked += at(x, y)
    }
  }
  return inked / dots
}

describe('the round seal of an organisation', () => {
  it('is 42 mm wide, red, and transparent where there is no ink', async () => {
    const { png, width, height } = await drawSeal({ shape: 'organisation', name: '华云科技' })
    expect([width, height]).toEqual([42, 42])
    const { density, width: dots } = await sharp(png).metadata()
    expect([density, dots]).toEqual([600, 992])
    const { data, at } = await ink({ shape: 'organisation', name: '华云科技' })
    expect(at(0, 0)).toBe(0)
    const middle = 4 * (496 * 992 + 496)
    expect([...data.subarray(middle, middle + 4)]).toEqual([217, 0, 27, 255])
  })

  it('is the same whenever it is made', async () => {
    const made = () => drawSeal({ shape: 'organisation', name: LONG })
    expect((await made()).png).toEqual((await made()).png)
  })

  it.each([
    ['4 characters', '华云科技', [0, 11, 1]],
    ['12', '北京华云数据科技有限公司', [8, 9, 10, 11, 0, 1, 2, 3, 4]],
    ['20', '中国国际工程咨询建设集团股份有限责任公司', [8, 9, 10, 11, 0, 1, 2, 3, 4]],
    ['30', LONG, [8, 9, 10, 11, 0, 1, 2, 3, 4]],
    ['64', LONG.repeat(3).slice(0, 64), [8, 9, 10, 11, 0, 1, 2, 3, 4]],
    ['what is read from the right', 'شىنجاڭ ئۈرۈمچى شىركىتى', [9, 10, 11, 0, 1, 2, 3]],
    ['letters with marks above them', 'བོད་ལྗོངས་ལྷ་ས་གྲོང་ཁྱེར།', [10, 11, 0, 1, 2]],
  ])('has its name around the star, clear of it and of the ring: %s', async (_, name, hours) => {
    const seal = await ink({ shape: 'organisation', name })
    for (const hour of hours) expect(onRing(seal, 11, 19, hour), `at ${hour} o’clock`).toBeGreaterThan(0.03)
    expect(onRing(seal, 8, 19, 6)).toBe(0)
    for (let hour = 0; hour < 12; hour++) {
      expect(onRing(seal, 19.2, 19.6, hour), `below the ring at ${hour}`).toBe(0)
      expect(onRing(seal, 7.2, 9, hour), `around the star at ${hour}`).toBe(0)
      expect(onRing(seal, 19.9, 20.9, hour)).toBeGreaterThan(0.99)
    }
  })

  it('has characters of plane 2, and is refused where no font has one', async () => {
    const rare = await ink({ shape: 'organisation', name: '𠮷𬭚' })
    expect(onRing(rare, 12, 19, 0)).toBeGreaterThan(0.03)
    await expect(drawSeal({ shape: 'organisation', name: '示例\u{E000}公司' })).rejects.toThrow(
      'no font has a glyph',
    )
    await expect(drawSeal({ shape: 'organisation', name: LONG.repeat(5) })).rejects.toThrow('too long')
  })
})

describe('other seals', () => {
  it('the oval one for invoices is 40 by 30 mm and shows the number of the organisation', async () => {
    const invoice = (uscc: string) => ({ shape: 'invoice' as const, name: '北京华云数据科技有限公司', uscc })
    const one = await drawSeal(invoice('91110108MA01ABCD2X'))
    expect([one.width, one.height]).toEqual([40, 30])
    expect(one.png).not.toEqual((await drawSeal(invoice('91110108MA01ABCD3X'))).png)
  })

  it.each(['张三', '李小明', '欧阳修文', '阿卜杜拉·买买提', 'John Smith'])(
    'a name seal is square and inked in all of its parts: %s',
    async (name) => {
      const { width, height, at } = await ink({ shape: 'person', name })
      expect(width).toBe(height)
      const strip = (from: number, to: number) => {
        let sum = 0
        for (let y = 60; y < height - 60; y++) for (let x = from; x < to; x++) sum += at(x, y)
        return sum
      }
      expect(strip(60, width / 2)).toBeGreaterThan(1000)
      expect(strip(Math.ceil(width / 2), width - 60)).toBeGreaterThan(1000)
    },
  )
})
