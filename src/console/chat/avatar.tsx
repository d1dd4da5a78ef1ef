/** A square with the surname, one colour per unit. */
export function Avatar({ name, unit }: { name: string; unit: string }) {
  return (
    <span className={`avatar avatar-${hueOf(unit)}`} aria-hidden="true">
      {name.slice(-2)}
    </span>
  )
}

export function BotAvatar() {
  return (
    <span className="avatar avatar-bot" aria-hidden="true">
      心桥
    </span>
  )
}

const HUES = 5

function hueOf(unit: string): number {
  return [...unit].reduce((sum, c) => (sum * 131 + (c.codePointAt(0) ?? 0)) % 10_007, 7) % HUES
}
