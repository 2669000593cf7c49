import { answer, api } from '#lib/api/client.ts'

export const ssr = false

/** What is applied for: the product that the address names, else the first of the catalogue. */
export const load = async ({ url }) => {
  const { products } = await answer(api.GET('/api/catalogue'))
  const wanted = url.searchParams.get('product')
  return { product: (products.find(({ id }) => id === wanted) ?? products[0]!).id }
}
