import { answer, api } from '#lib/api/client.ts'

export const ssr = false

/** What is applied for: the product that the address names; undefined where it names none, and it is chosen here. */
export const load = async ({ url }) => {
  const { products } = await answer(api.GET('/api/catalogue'))
  const wanted = url.searchParams.get('product')
  // Data of a company come along in the fragment: they are for the first of the catalogue.
  const found = products.find(({ id }) => id === wanted) ?? (url.hash.includes('data=') && products[0])
  return { products, product: found ? found.id : undefined }
}
