export const trailingSlash = 'never'
