import type { SlotTypeName } from '../slot-file.ts'
import type { FileRef, Value, ValueType } from '../value.ts'
import { hearChoice, hearMulti } from './choice.ts'
import { hearClock } from './clock.ts'
import { hearDate, hearTime } from './date.ts'
import { type Heard, type Hearing, optionsOf } from './heard.ts'
import { hearMoney, hearNumber } from './number.ts'
import { hearPeople } from './people.ts'
import { hearPerson, hearPhone } from './person.ts'
import { hearShares } from './shares.ts'
import { hearShifts } from './shifts.ts'
import { hearText, hearYesNo } from './words.ts'

export { type Heard, type Hearing, offeredTo, optionsOf } from './heard.ts'

interface SlotKind {
  /** The type of its value. */
  holds: ValueType
  hear(hearing: Hearing): Heard
  /** Taken from a sentence without having been asked for. */
  eager: boolean
}

/** Each slot type: its value, its one parser, and whether it may be filled from a passing remark. */
export const SLOT_KINDS: Readonly<Record<SlotTypeName, SlotKind>> = {
  text: { holds: 'text', hear: hearText, eager: false },
  number: { holds: 'number', hear: hearNumber, eager: true },
  money: { holds: 'money', hear: hearMoney, eager: true },
  choice: { holds: 'choice', hear: hearChoice, eager: true },
  multi: { holds: 'multi', hear: hearMulti, eager: false },
  date: { holds: 'date', hear: hearDate, eager: true },
  half_day: { holds: 'half_day', hear: hearDate, eager: true },
  time: { holds: 'time', hear: hearTime, eager: true },
  file: { holds: 'file', hear: () => null, eager: false },
  person: { holds: 'person', hear: hearPerson, eager: true },
  people: { holds: 'people', hear: hearPeople, eager: true },
  shifts: { holds: 'shifts', hear: hearShifts, eager: true },
  shares: { holds: 'shares', hear: hearShares, eager: true },
  clock: { holds: 'text', hear: hearClock, eager: true },
  phone: { holds: 'phone', hear: hearPhone, eager: true },
  yes_no: { holds: 'yes_no', hear: hearYesNo, eager: false },
}

/** Whether a value still fits a slot, after the flow file has changed. */
export function stillFits(hearing: Omit<Hearing, 'reading' | 'asked'>, value: Value): boolean {
  const { slot, frame } = hearing
  switch (slot.holds) {
    case 'choice':
      return slot.optionsFrom !== null || optionsOf(slot, frame).some(o => o.value === value)
    case 'multi':
    case 'people':
    case 'shifts':
    case 'shares':
      return Array.isArray(value)
    case 'number':
    case 'money':
    case 'days':
      return typeof value === 'number'
    case 'yes_no':
      return typeof value === 'boolean'
    case 'file':
      return Array.isArray(value) && (value as readonly FileRef[]).every(f => slot.accept.includes(f.kind))
    case 'person':
    case 'story':
      return typeof value === 'object' && !Array.isArray(value)
    case 'half_day':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}[ap]$/.test(value)
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    default:
      return typeof value === 'string'
  }
}
