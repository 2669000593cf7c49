type Language = 'zh' | 'en'

/** Text of a certification practice statement: the nine chapters of RFC 3647. */
export type Statement = Record<Language, { title: string; chapters: Chapter[] }>

interface Chapter {
  title: string
  paragraphs: string[]
}
