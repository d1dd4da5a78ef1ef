import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { api } from '../api/api.ts'
import type { RosterLine } from '../api/shapes.ts'

/** Waits for a pause in typing before it asks, ms. */
const PAUSE = 200

/** Picks somebody of the roster by typing part of the name or the unit. */
export function PersonSelect({
  label,
  value,
  pick,
  clear,
}: {
  label: string
  value: string | null
  /** @param shown name, unit and post, as they stood in the list */
  pick: (userid: string, shown: string) => void
  /** Where nobody may be picked too. */
  clear?: () => void
}) {
  const [typed, setTyped] = useState('')
  const [people, setPeople] = useState<readonly RosterLine[]>([])
  useEffect(() => {
    const timer = setTimeout(() => {
      const path = `/people?limit=20&q=${encodeURIComponent(typed.trim())}`
      api.get<{ people: RosterLine[] }>(path).then(
        got => setPeople(got.people),
        () => setPeople([]),
      )
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Select
      className="wide"
      aria-label={label}
      placeholder="写姓名找人"
      value={value}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent="名单里没有，换个写法试试"
      options={people.map(({ userid, name, unit, post }) => ({
        value: userid,
        label: [name, unit, post].filter(Boolean).join(' '),
      }))}
      {...(clear ? { allowClear: true, onClear: clear } : {})}
      onSelect={(userid: string, { label: shown }) => pick(userid, shown)}
    />
  )
}
