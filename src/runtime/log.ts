/** The log as the floors see it: an object of ids and numbers, and a dotted name. Never content. */
export interface Log {
  info(about: object, name: string): void
  warn(about: object, name: string): void
  error(about: object, name: string): void
}
