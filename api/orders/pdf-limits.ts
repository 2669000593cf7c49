/** A copy has two sides, a letter a page or two. */
export const mostPages = 4

/** Why a PDF has not been turned into pixels. */
export const pdfExit = { tooManyPages: 2, unreadable: 3 } as const
