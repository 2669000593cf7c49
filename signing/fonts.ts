import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openSync, type Font } from 'fontkit'

/** 黑体 as a whole TrueType file, out of a package: it is there on every machine. */
export const chineseFont = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
)
/** 宋体, the same. */
const songFont = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
)

const debian = '/usr/share/fonts/truetype'

/**
 * What is printed with, the first that has a character: besides Chinese the scripts of the minorities, and Han of plane
 * 2 up to extension F. Those of Debian's fonts-noto-core and fonts-hanazono may be missing; what only they could print
 * is then refused at the field.
 */
export const fonts = [
  { family: 'Noto Sans SC', file: chineseFont },
  { family: 'Noto Sans', file: `${debian}/noto/NotoSans-Regular.ttf` },
  { family: 'Noto Sans Arabic', file: `${debian}/noto/NotoSansArabic-Regular.ttf` },
  { family: 'Noto Serif Tibetan', file: `${debian}/noto/NotoSerifTibetan-Regular.ttf` },
  { family: 'Noto Sans Mongolian', file: `${debian}/noto/NotoSansMongolian-Regular.ttf` },
  { family: 'Noto Sans Yi', file: `${debian}/noto/NotoSansYi-Regular.ttf` },
  { family: 'HanaMinA', file: `${debian}/hanazono/HanaMinA.ttf` },
  { family: 'HanaMinB', file: `${debian}/hanazono/HanaMinB.ttf` },
].filter(({ file }) => existsSync(file))

let opened: Font[] | undefined
let openedSong: Font | undefined

/** The first font that has a glyph for the character; undefined where none has. */
function fontFor(character: string): Font | undefined {
  opened ??= fonts.map(({ file }) => openSync(file) as Font)
  return opened.find((font) => font.hasGlyphForCodePoint(character.codePointAt(0)!))
}

/** The same for what is to look like 宋体: whatever is printable has one here too. */
export function songFontFor(character: string): Font | undefined {
  openedSong ??= openSync(songFont) as Font
  return openedSong.hasGlyphForCodePoint(character.codePointAt(0)!) ? openedSong : fontFor(character)
}

/** Whether each character of a text has a glyph in one of our fonts. */
export const isPrintable = (text: string): boolean =>
  [...text].every((character) => fontFor(character) !== undefined)
