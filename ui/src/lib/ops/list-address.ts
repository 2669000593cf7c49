/** The address of a list (its path) by a filter, with one thing of it set, or unset by ''. */
export function listAddress(
  path: string,
  filter: Readonly<Record<string, string>>,
  name: string,
  value: string,
): string {
  const others = Object.entries(filter).filter(([key]) => key !== name)
  const text = new URLSearchParams([...others, ...(value ? [[name, value]] : [])]).toString()
  return text ? `${path}?${text}` : path
}
