import type { Flow } from '../flow.ts'
import { visibleFlows } from '../interpret/listening.ts'
import { addLine, topFlow, type Working, words } from '../working.ts'
import { isOff } from '../world.ts'
import { put, way } from './between.ts'

/** What can be done here, and what is being asked; of a confidential form not even that. With nothing open, by kinds. */
export function help(w: Working): void {
  const titles = mine(w)
    .filter(f => !f.hidden)
    .map(f => f.title)
    .join(w.world.words.and)
  if (titles === '') return addLine(w, words(w, 'nothing_for_you'))
  const current = topFlow(w)
  const asked = current?.frame.asked ? current.flow.slot.get(current.frame.asked)?.label : undefined
  if (current)
    return addLine(
      w,
      asked && !current.flow.confidential
        ? words(w, 'help', { titles, asked })
        : words(w, 'help_idle', { titles }),
    )
  const groups = (w.world.patterns.help_kinds.options ?? []).filter(g => mine(w).some(f => f.group === g))
  const options = groups.map(group => way(group, null, { do: 'help', group }))
  put(w, { kind: 'help_kinds', say: words(w, 'help_kinds', { titles }), options })
}

/** Everything of one kind that this person may begin, each with a tap. */
export function helpGroup(w: Working, group: string): void {
  const options = mine(w)
    .filter(f => f.group === group)
    // What everybody looks for first.
    .sort((a, b) => Number(a.hidden) - Number(b.hidden))
    .map(f => ({ ...way(f.title, null, { do: 'start', flow: f.id }), words: f.phrases }))
  put(w, { kind: 'help_group', say: words(w, 'help_group', { group }), options })
}

/** Flows that this person finds in the help. */
function mine(w: Working): Flow[] {
  return visibleFlows(w.world).filter(
    f => !isOff(f, w.world.place) && f.listed.some(role => w.world.me.roles.includes(role)),
  )
}
