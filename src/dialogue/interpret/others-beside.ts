import type { Command } from '../command.ts'
import { givenBelow } from '../slots/namesakes.ts'
import { type At, type Listening, mayUse } from './listening.ts'
import { say } from './say.ts'

/** Longer messages tell more than who was there. */
const SHORT = 20

/** Who is named besides; “我和李刚一起” says only in whose company it was. */
const BESIDES = /还有|另外|加上|再加|连同|以及|^[和跟与]|也[加在是算记有]|[也都][.。]?$/u
const ONESELF = /我|咱|俺|本人/u

/**
 * “还有李刚” in a form that is about oneself alone: it is asked whether a list is to be made for those below, and of anybody
 * else it is said that he hands in his own. Null where nobody else is named, or the form has a place for others.
 */
export function othersBeside(l: Listening, { flow }: At): Command[] | null {
  const { world, reading, now } = l
  const list = flow.forOthers === null ? undefined : world.flows.get(flow.forOthers)
  const { plain } = reading
  if (!list || plain.length > SHORT || !BESIDES.test(plain) || ONESELF.test(plain)) return null
  const named = [...world.people(plain).filter(p => p.title === undefined), ...givenBelow(world, now, plain)]
  const others = named.filter(p => p.userid !== world.me.userid)
  if (others.length === 0) return null
  const names = [...new Set(others.map(p => p.title ?? p.name))].join(world.words.and)
  const below = mayUse(list, world) && others.every(p => p.above?.includes(world.me.userid))
  if (!below) return [say('others_apart', { names })]
  const [yes = '', no = ''] = world.patterns.others_too.options ?? []
  return [
    {
      do: 'ask_between',
      question: {
        kind: 'others_too',
        values: { names },
        options: [
          {
            label: yes,
            yesNo: 'yes',
            commands: [{ do: 'start', flow: list.id, text: reading.text, beneath: true }],
          },
          { label: no, yesNo: 'no', commands: [{ do: 'go_on' }] },
        ],
      },
    },
  ]
}
