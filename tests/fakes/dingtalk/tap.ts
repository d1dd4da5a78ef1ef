import type { Messages, Said, SayOptions } from './messages.ts'
import type { Received } from './received.ts'
import type { World } from './world.ts'

/** What DingTalk does when somebody taps a button that speaks: it says the words in their name. */
export function tap(
  world: World,
  { say }: Pick<Messages, 'say' | 'sayInGroup'>,
  userid: string,
  title: string,
  options?: SayOptions,
): Said {
  const messages = world.inbox.of(userid)
  for (const message of messages.toReversed()) {
    const button = message.recalled ? undefined : message.buttons.find(one => one.title === title)
    if (button === undefined) continue
    if (button.says === undefined) {
      throw new Error(`the button "${title}" opens ${button.url} instead of saying something`)
    }
    return say(userid, button.says, options)
  }
  throw new Error(`${userid} has no button "${title}"; there are: ${titlesOf(messages) || 'none'}`)
}

function titlesOf(messages: readonly Received[]): string {
  const titles = messages.flatMap(message => message.buttons.map(button => button.title))
  return [...new Set(titles)].join(', ')
}
