/**
 * Which addresses we post answers to: encrypted ones, and those of the configured hosts (a fake, a proxy). What we post
 * are people's matters, and a webhook's address comes from outside.
 */
export function trusted(...bases: readonly string[]): (url: string) => boolean {
  const prefixes = ['https://', ...bases.map(base => `${base}/`)]
  return url => prefixes.some(prefix => url.startsWith(prefix)) && URL.canParse(url)
}
