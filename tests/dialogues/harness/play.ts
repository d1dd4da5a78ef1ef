import { type Case, isOut, type Step, stepOf } from './case-file.ts'
import type { Chat } from './chat.ts'
import type { TestLibrary } from './library.ts'
import { Scene } from './scene.ts'

/** Called around each step, for the coverage report. */
export interface Watch {
  before(chat: Chat): void
  after(chat: Chat, does: string, what: unknown): void
}

/** Plays a case and returns its steps with what really came out between them. */
export function play(of: Case, library: TestLibrary, watch?: Watch): Step[] {
  const scene = new Scene(of.setting, library)
  const run = (step: Step): Step[] => {
    const [does, what] = stepOf(step)
    watch?.before(scene.chat)
    const out = scene.step(does, what)
    watch?.after(scene.chat, does, what)
    return out
  }
  for (const step of of.before) if (!isOut(stepOf(step)[0])) run(step)
  return of.steps.flatMap((step, i) =>
    isOut(stepOf(step)[0]) ? [] : [step, ...wanted(run(step), of.steps, i)],
  )
}

/** What came out of a step, as the transcript tells it: 存 and 删 only where it asks for them. */
export function wanted(out: readonly Step[], steps: readonly Step[], at: number): Step[] {
  const names = followers(steps, at)
  return out.filter(step => !['存', '删'].includes(stepOf(step)[0]) || names.has(stepOf(step)[0]))
}

function followers(steps: readonly Step[], at: number): Set<string> {
  const names = new Set<string>()
  for (const step of steps.slice(at + 1)) {
    const [does] = stepOf(step)
    if (!isOut(does)) break
    names.add(does)
  }
  return names
}
