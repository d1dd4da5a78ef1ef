/** “急” is passed on once a day. @param urged the days on which it was passed on before */
export function mayUrge(urged: readonly string[], today: string): boolean {
  return !urged.includes(today)
}
