import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import type { Listening } from '../interpret/listening.ts'
import { addLine, type Working } from '../working.ts'
import { answerOf } from './answer.ts'
import { no, repeat, sayPattern, stands, unknown, yes } from './ask.ts'
import { attach, forgetFiles } from './attach.ts'
import { restart, restore, start } from './begin.ts'
import { startBeneath } from './beneath.ts'
import { askBetween } from './between.ts'
import { help, helpGroup } from './help.ts'
import { cancel, setAside } from './leave.ts'
import { leaveOut } from './leave-out.ts'
import { reply } from './reply.ts'
import { append, finish, forgetLast } from './story.ts'
import { undo } from './undo.ts'
import { clear, length, set, skip } from './values.ts'

/** Carries out one command on the state. What must be stored outside is asked for with `yield`. */
export function* apply(w: Working, command: Command, l: Listening): Generator<Request, void, Answer> {
  w.commands.push(command.do)
  switch (command.do) {
    case 'start':
      return command.beneath ? yield* startBeneath(w, command, l) : yield* start(w, command, l)
    case 'reply':
      return yield* reply(w, command)
    case 'set':
      return set(w, command.values, command.frame, command)
    case 'length':
      return length(w, command)
    case 'append':
      return yield* append(w, command.text)
    case 'attach':
      return attach(w, command.slot, command.files)
    case 'skip':
      return skip(w, command.slot)
    case 'clear':
      return clear(w, command.slots)
    case 'ask_between':
      return askBetween(w, command.question)
    case 'finish':
      return finish(w)
    case 'leave_out':
      return leaveOut(w, command.slot, command.options)
    case 'forget_last':
      return forgetLast(w)
    case 'forget_files':
      return forgetFiles(w, command.last)
    case 'answer':
      return yield* answerOf(w, command.flow, command.answer)
    case 'cancel':
      return yield* cancel(w, l)
    case 'set_aside':
      return setAside(w)
    case 'restore':
      return restore(w)
    case 'restart':
      return yield* restart(w, command.flow)
    case 'undo':
      return undo(w)
    case 'help':
      return command.group === undefined ? help(w) : helpGroup(w, command.group)
    case 'no':
      return no(w)
    case 'say':
      return sayPattern(w, command.pattern, command.values ?? {})
    case 'tell':
      return w.confirmed ? void w.afterwards.push(command.text) : addLine(w, command.text)
    case 'stands':
      return stands(w, command.slot)
    case 'unknown':
      return unknown(w)
    case 'yes':
    case 'retry':
      return yes(w)
    case 'repeat':
      return repeat(w)
    case 'choose':
    case 'go_on':
    case 'nothing':
      return
  }
}
