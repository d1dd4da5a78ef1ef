import { attach } from './apply/attach.ts'
import { openByFile } from './apply/begin.ts'
import type { Answer, Request } from './event.ts'
import type { Flow, Slot } from './flow.ts'
import { applies, scopeOf } from './scope.ts'
import type { Frame } from './state.ts'
import type { FileRef } from './value.ts'
import { addLine, topFlow, type Working, words } from './working.ts'
import { isOff } from './world.ts'

/** Pictures and papers: kept where the form has a place for them, otherwise said and forgotten. */
export function* fileEvent(w: Working, files: readonly FileRef[]): Generator<Request, boolean, Answer> {
  const current = topFlow(w) ?? (yield* openByFile(w, files))
  if (!current) return refuse(w, files, isOffByFile(w) ? words(w, 'file_off_here') : unasked(w))
  const { frame, flow } = current
  const slot = placeFor(w, frame, flow)
  if (!slot || frame.status === 'sending') return refuse(w, files, words(w, 'no_file'))
  if (isOff(slot, w.world.place)) return refuse(w, files, words(w, 'file_off_here'))
  const had = ((frame.slots[slot.name] ?? []) as readonly FileRef[]).length
  const wrong = files.find(f => !slot.accept.includes(f.kind))
  if (wrong) return refuse(w, files, words(w, 'wrong_file', { accept: kindsInWords(w, slot.accept) }))
  if (files.some(f => f.bytes === 0)) return refuse(w, files, words(w, 'empty_file'))
  const big = files.find(f => f.bytes > slot.maxBytes)
  if (big)
    return refuse(
      w,
      files,
      words(w, 'big_file', { size: megabytes(big.bytes), max: megabytes(slot.maxBytes) }),
    )
  if (had + files.length > slot.maxCount)
    return refuse(w, files, words(w, 'many_files', { max: slot.maxCount }))
  attach(w, slot.name, files)
  return true
}

/**
 * What is asked for; else any file slot that applies: the second of several pictures, or a paper that was to come
 * later and came sooner.
 */
function placeFor(w: Working, frame: Frame, flow: Flow): Slot | undefined {
  const scope = scopeOf(w.world, w.now, frame, flow)
  const places = flow.slots.filter(s => s.type === 'file' && applies(flow, s.name, scope) === true)
  return places.find(s => s.name === frame.asked) ?? places[0]
}

/** Where nothing is open, a file would begin something that must not be spoken of here. */
function isOffByFile(w: Working): boolean {
  return [...w.world.flows.values()].some(flow => flow.byFile && isOff(flow, w.world.place))
}

/** Right after something was handed in, how a file is added to it. */
function unasked(w: Working): string {
  const last = w.world.flows.get(w.state.last?.flow ?? '')
  return last?.afterwards.file ?? words(w, 'no_file_idle')
}

function refuse(w: Working, files: readonly FileRef[], say: string): boolean {
  w.forgotten.push(...files.map(f => f.id).filter(id => id !== ''))
  addLine(w, say)
  return true
}

const KINDS = ['image', 'pdf', 'audio', 'video', 'other']

function kindsInWords(w: Working, accept: readonly string[]): string {
  const labels = w.world.patterns.file_words.options ?? []
  return accept.map(kind => labels[KINDS.indexOf(kind)] ?? kind).join(w.world.words.and)
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1_000_000))}MB`
}
